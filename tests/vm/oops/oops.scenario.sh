# SPDX-License-Identifier: GPL-2.0
# An oops in a C++ module names the function, and kxx symbolize the file and the line.
#: kernels: 6.12 6.1
#: host: yes
"$KXX" run --no-build --verbose --kernel "$KERNEL" $MODULES > oops.$KERNEL.txt 2>&1
[ $? = 1 ] || { cat oops.$KERNEL.txt; echo "the run did not fail"; exit 1; }
"$KXX" symbolize oops.$KERNEL.txt --module $MODULES > symbolized.$KERNEL.txt || exit 1
grep -E 'storage::Shelf<unsigned int>::put' symbolized.$KERNEL.txt | head -3
grep -E 'oops.cpp:14' symbolized.$KERNEL.txt || { cat symbolized.$KERNEL.txt; exit 1; }
grep -E 'storage::Shelf<unsigned int>::put' symbolized.$KERNEL.txt > /dev/null
