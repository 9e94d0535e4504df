# SPDX-License-Identifier: GPL-2.0
# A module without a fault is clean: words such as WARNING and BUG in the middle of a line are no reports.
#: modules: clean.ko
#: expect: ^clean on
