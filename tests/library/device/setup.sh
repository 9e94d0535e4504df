# SPDX-License-Identifier: GPL-2.0
# The file that the suite "firmware" requests, and what it must not get.
#: allow: kxx-no-such-file
mkdir -p /lib/firmware && printf firmware >/lib/firmware/kxx-suite.bin
