/* SPDX-License-Identifier: GPL-2.0 */
/* Packets that nobody sends. */
#ifndef KXX_HELPERS_NETDEVICE_H
#define KXX_HELPERS_NETDEVICE_H

#include <linux/netdevice.h>
#include <linux/skbuff.h>

/* What ndo_start_xmit returns for a packet that it threw away. */
static __always_inline netdev_tx_t kxx_netdev_drop(struct sk_buff *skb)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

#endif
