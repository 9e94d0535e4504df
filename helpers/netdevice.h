/* SPDX-License-Identifier: GPL-2.0 */
/* Packets that are not sent. */
#ifndef KXX_HELPERS_NETDEVICE_H
#define KXX_HELPERS_NETDEVICE_H

#include <linux/netdevice.h>
#include <linux/skbuff.h>

/* Drops a packet, and returns what ndo_start_xmit must return for it. */
static __always_inline netdev_tx_t kxx_netdev_drop(struct sk_buff *skb)
{
	dev_kfree_skb(skb);
	return NETDEV_TX_OK;
}

#endif
