// SPDX-License-Identifier: GPL-2.0
#ifdef FOR_ONE_FILE
#error this flag is for another file
#endif
static_assert(FOR_ALL_CXX == 1);

int from_part(int n);
int from_part(int n)
{
	return n * 2;
}
