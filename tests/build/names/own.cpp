// SPDX-License-Identifier: GPL-2.0
int own();

int own()
{
	return 3;
}
