// SPDX-License-Identifier: GPL-2.0
int plain(void);

int plain(void)
{
	return 1;
}
