# SPDX-License-Identifier: GPL-2.0
# An RCU pointer that is read without a read-side lock fails the run: lockdep reports it.
#: kernels: debug
#: modules: rcu_usage.ko
#: leaks: ignore
#: status: 1
#: expect: the kernel reports: WARNING: suspicious RCU usage
