// SPDX-License-Identifier: GPL-2.0
int second();

int second()
{
	return 2;
}
