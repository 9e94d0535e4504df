# SPDX-License-Identifier: GPL-2.0
# Segments so small that a little free space is room for some.
ip link set lo mtu 1500 up
