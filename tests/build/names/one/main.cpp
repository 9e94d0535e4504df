// SPDX-License-Identifier: GPL-2.0
int first();

int first()
{
	return 1;
}
