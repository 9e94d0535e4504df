# SPDX-License-Identifier: GPL-2.0
# A module that continues without its firmware fails the run: the request for the file failed.
#: kernels: 6.12 6.1
#: modules: no_firmware.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: .*Direct firmware load for absent.bin failed with error -2
