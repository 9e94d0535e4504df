# SPDX-License-Identifier: GPL-2.0
# modprobe finds our drivers by the same identifiers of PHYs as the kernel's own drivers. Nothing is booted.
#: modules: ../../../drivers/net/phy/ax88796b
#: modules: ../../../drivers/net/phy/qt2025
#: host: yes
shown() { PATH=$PATH:/usr/sbin:/sbin modinfo -F "$2" "$1" | sort; }
kernels=${KXX_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kxx}/kernels
theirs=$(find "$kernels/$KERNEL/root/lib/modules" -name 'ax88796b.ko*' | head -1)
status=0
# same MODULE FIELD EXPECTED
same() {
	[ "$(shown "$1" "$2")" = "$3" ] && return
	printf '%s: %s is\n%s\nand should be\n%s\n' "$(basename "$1")" "$2" "$(shown "$1" "$2")" "$3"
	status=1
}
[ -n "$theirs" ] || { echo "no ax88796b.ko below $kernels/$KERNEL"; exit 1; }
for module in $MODULES; do
	case $module in
	*ax88796b*)
		same "$module" alias "$(shown "$theirs" alias)"
		same "$module" alias 'mdio:0000000000111011000110000100????
mdio:00000000001110110001100001100001
mdio:00000000001110110001100010000001'
		same "$module" description 'Asix PHYs driver'
		;;
	*qt2025*)
		same "$module" alias mdio:00000000010000111010010000000000
		same "$module" firmware qt2025-2.0.3.3.fw
		same "$module" description 'AMCC QT2025 PHY driver'
		;;
	esac
	same "$module" author kxx
	same "$module" license GPL
done
exit $status
