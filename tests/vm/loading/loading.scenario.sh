# SPDX-License-Identifier: GPL-2.0
# kxx-load loads all modules or one, with the parameters of the command line and its own; --with passes parameters on.
#: kernels: 6.12
#: modules: ../../../samples/minimal
#: modules: ../../../samples/params
#: with: i2c-stub chip_addr=0x50,0x51
#: param: port=81
#: expect: ^parameters arrive$
params=/sys/module/params/parameters
is() { [ "$(cat $1)" = "$2" ] || { echo "$1 is '$(cat $1)' instead of '$2'"; exit 1; }; }
# refused STATUS TEXT COMMAND...: COMMAND exits with STATUS and prints TEXT
refused() {
	local wanted=$1 text=$2 status
	shift 2
	"$@" 2> /tmp/error
	status=$?
	[ $status = $wanted ] && grep -q "$text" /tmp/error || { echo "'$*': status $status"; cat /tmp/error; exit 1; }
}
loaded() { [ -d /sys/module/$1 ]; }

is /sys/module/i2c_stub/parameters/chip_addr 80,81,0,0,0,0,0,0,0,0

kxx-load params level=-7 'label=two words' || exit 1
is $params/level -7
is $params/label 'two words'
is $params/port 81
! loaded minimal || { echo "minimal came along"; exit 1; }
kxx-unload params || exit 1
! loaded params || exit 1
# The last of several values counts.
kxx-load params port=82 || exit 1
is $params/port 82
kxx-unload || exit 1
kxx-load && loaded minimal && loaded params || exit 1
is $params/port 81
is $params/level 0
kxx-unload minimal && loaded params && ! loaded minimal || exit 1
kxx-unload || exit 1

refused 2 "no module 'absent' under test; there are: minimal params" kxx-load absent level=1
refused 2 "'minimal' is not of the form PARAMETER=VALUE" kxx-load params minimal
refused 2 "kxx-load NAME level=1" kxx-load level=1
refused 2 "no module 'absent' under test" kxx-unload absent
! loaded params && ! loaded minimal || exit 1
echo "parameters arrive"
