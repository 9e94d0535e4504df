# SPDX-License-Identifier: GPL-2.0
# Makes the file that the suite "firmware" requests; another file that it requests must not exist.
#: allow: kxx-no-such-file
mkdir -p /lib/firmware && printf firmware >/lib/firmware/kxx-suite.bin
