# SPDX-License-Identifier: GPL-2.0
# A device is unplugged while tasks are on the queues that its files have shown.
#: program: poll_user.c
set -e
insmod poll_unplug.ko
poll_user
# The files are closed for good once the tasks have ended.
rmmod poll_unplug
