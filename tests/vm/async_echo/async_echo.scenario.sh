# SPDX-License-Identifier: GPL-2.0
# An echo server in the kernel, and its clients: from the shell, many at once, with much data, killed, and reset. The
# module is unloaded while clients are connected.
#: modules: ../../../samples/async_echo
#: program: echo_client.c
set -e
ip link set lo up

# held WORD FILE: waits until a client has printed WORD to FILE
held() { until grep -q "$1" "$2"; do usleep 10000; done; }

insmod async_echo.ko port=7777
[ "$(echo hello | nc 127.0.0.1 7777)" = hello ]
if insmod async_echo.ko 2> /dev/null; then echo "loaded twice"; exit 1; fi

echo_client 7777 many 60
echo_client 7777 large 2000000 & large=$!
echo_client 7777 many 20
echo_client 7777 large 300000
wait $large

# A client that is killed, or resets its connection, does not disturb the others.
echo_client 7777 flood > /tmp/flood & flood=$!
held flooding /tmp/flood
for n in 1 2 3 4 5; do echo_client 7777 reset; done
kill -9 $flood
wait $flood || true
[ "$(echo again | nc 127.0.0.1 7777)" = again ]

# Unloads the module while clients wait, while one only sends, and while one is in the middle of its data.
echo_client 7777 hold 30 > /tmp/hold & hold=$!
echo_client 7777 flood > /tmp/flood 2> /dev/null & flood=$!
echo_client 7777 large 100000000 > /dev/null 2>&1 & large=$!
held holding /tmp/hold
held flooding /tmp/flood
rmmod async_echo
[ ! -d /sys/module/async_echo ] || { echo "stayed"; exit 1; }
wait $hold
held "all ended" /tmp/hold
if wait $flood; then echo "the flood went on"; exit 1; fi
if wait $large; then echo "all came back"; exit 1; fi
if echo hello | nc 127.0.0.1 7777 2> /dev/null | grep -q .; then echo "somebody answers"; exit 1; fi

# The port is free again at once. While another program has it, the module does not load.
insmod async_echo.ko
[ "$(echo hello | nc 127.0.0.1 7777)" = hello ]
rmmod async_echo
nc -l -p 7777 > /dev/null & taken=$!
for n in 1 2 3 4 5 6 7 8 9; do
	netstat -ltn | grep -q ':7777 ' && break
	usleep 20000
done
if insmod async_echo.ko 2> /dev/null; then echo "loaded with the port taken"; exit 1; fi
kill $taken
insmod async_echo.ko port=0
dmesg | grep -q 'async_echo: listening at 127.0.0.1:7777'
rmmod async_echo
