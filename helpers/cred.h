/* SPDX-License-Identifier: GPL-2.0 */
/* Credentials: fields and macros, and the address of a variable. */
#ifndef KXX_HELPERS_CRED_H
#define KXX_HELPERS_CRED_H

#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/security.h>
#include <linux/user_namespace.h>
#include <linux/version.h>

static __always_inline struct user_namespace *kxx_init_user_ns(void)
{
	return &init_user_ns;
}

static __always_inline const struct cred *kxx_current_cred(void)
{
	return current_cred();
}

static __always_inline unsigned int kxx_cred_secid(const struct cred *cred)
{
	u32 secid;

	security_cred_getsecid(cred, &secid);
	return secid;
}

/* Returns 0 and a text from the security modules, or a negative errno. */
static __always_inline int kxx_secid_to_text(unsigned int secid, char **text, unsigned int *size)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0)
	struct lsm_context context;
	int got = security_secid_to_secctx(secid, &context);

	if (got < 0)
		return got;
	*text = context.context;
	*size = context.len;
	return 0;
#else
	return security_secid_to_secctx(secid, text, size);
#endif
}

static __always_inline void kxx_release_security_text(char *text, unsigned int size)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 14, 0)
	struct lsm_context context = { .context = text, .len = size };

	security_release_secctx(&context);
#else
	security_release_secctx(text, size);
#endif
}

static __always_inline bool kxx_cred_has(const struct cred *cred, int capability)
{
	return cap_raised(cred->cap_effective, capability);
}

static __always_inline struct pid_namespace *kxx_init_pid_ns(void)
{
	return &init_pid_ns;
}

/* The namespace of a task that may be exiting, with a reference; null if it has none any more. */
static __always_inline struct pid_namespace *kxx_get_task_pid_ns(struct task_struct *task)
{
	struct pid_namespace *ns;

	rcu_read_lock();
	ns = task_active_pid_ns(task);
	if (ns)
		get_pid_ns(ns);
	rcu_read_unlock();
	return ns;
}

#endif
