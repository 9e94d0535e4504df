/* SPDX-License-Identifier: GPL-2.0 */
/* PHYs: functions that some kernels have under other names, or not at all. */
#ifndef KXX_HELPERS_PHY_H
#define KXX_HELPERS_PHY_H

#include <linux/atomic.h>
#include <linux/mutex.h>
#include <linux/phy.h>
#include <linux/sched.h>
#include <linux/version.h>

/* Whether the state machine gave up after an error. Older kernels have no such state: they halt. */
static __always_inline bool kxx_phy_failed(const struct phy_device *phydev)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
	return phydev->state == PHY_ERROR;
#else
	return false;
#endif
}

/*
 * Called before link_change_notify(), which newer kernels call with the PHY's lock held. Older ones
 * call it without the lock from the state machine, and with it from phy_stop(); the lock knows its
 * owner. Afterwards the lock is held on all kernels.
 */
static __always_inline bool kxx_phy_notify_begin(struct phy_device *phydev)
{
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 7, 0)
#ifdef CONFIG_PREEMPT_RT
	unsigned long owner = (unsigned long)READ_ONCE(phydev->lock.rtmutex.owner);
#else
	unsigned long owner = atomic_long_read(&phydev->lock.owner);
#endif

	if ((owner & ~7ul) == (unsigned long)current)
		return false;
	mutex_lock(&phydev->lock);
	return true;
#else
	return false;
#endif
}

static __always_inline void kxx_phy_notify_end(struct phy_device *phydev, bool locked)
{
	if (locked)
		mutex_unlock(&phydev->lock);
}

/*
 * The caller holds the PHY's lock. Older kernels only have a function that takes it, so it is
 * released for that.
 */
static __always_inline int kxx_phy_start_aneg(struct phy_device *phydev)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 7, 0)
	return _phy_start_aneg(phydev);
#else
	int status;

	mutex_unlock(&phydev->lock);
	status = phy_start_aneg(phydev);
	mutex_lock(&phydev->lock);
	return status;
#endif
}

#endif
