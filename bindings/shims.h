/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a file of shims includes first.
 *
 * A declaration of a per-CPU variable names its section. Kernels that read `current` through a
 * constant alias of the same memory so declare a constant and a variable in one section, which
 * the compiler refuses when link-time optimisation brings both uses together. Only definitions
 * need the section.
 */
#ifndef KXX_SHIMS_H
#define KXX_SHIMS_H

#include <linux/percpu-defs.h>

#undef DECLARE_PER_CPU_SECTION
#define DECLARE_PER_CPU_SECTION(type, name, section) extern __percpu __typeof__(type) name

#endif
