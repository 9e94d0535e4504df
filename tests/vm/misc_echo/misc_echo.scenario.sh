# SPDX-License-Identifier: GPL-2.0
# Uses /dev/misc-echo from the shell and from C, with bad addresses, and unloads the module while the device is open.
#: modules: ../../../samples/misc_echo
#: program: echo_user.c
set -e
device=/dev/misc-echo
insmod misc_echo.ko
[ -c $device ] || { echo "no $device"; ls -l /dev; exit 1; }
[ "$(stat -c %a $device)" = 666 ]

exec 3<> $device
echo hello >&3
read -r line <&3
[ "$line" = hello ] || { echo "read '$line'"; exit 1; }
if rmmod misc_echo 2> /dev/null; then echo "unloaded while open"; exit 1; fi
echo again >&3
read -r line <&3
[ "$line" = again ]
exec 3>&-
rmmod misc_echo
[ ! -e $device ]

insmod misc_echo.ko
if insmod misc_echo.ko 2> /dev/null; then echo "loaded twice"; exit 1; fi
echo_user
if zcat /proc/config.gz 2> /dev/null | grep -q '^CONFIG_IA32_EMULATION=y' || ! grep -q debug /proc/version; then
	echo_user compat
fi

# A mapping also keeps the module loaded, and the end of a killed process releases it.
echo_user hold > /tmp/held &
until grep -q holding /tmp/held; do usleep 10000; done
if rmmod misc_echo 2> /dev/null; then echo "unloaded while mapped"; exit 1; fi
kill -9 $!
wait $! || true
for n in 1 2 3 4 5 6 7 8 9; do
	rmmod misc_echo 2> /dev/null && break
	usleep 20000
done
[ ! -d /sys/module/misc_echo ] || { echo "stayed"; exit 1; }
