// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What nearly every module includes: errors, allocation, ownership, texts, printing, the two usual
//! locks, the module itself. Threads, time, work and the rest are included by name.
#pragma once

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/arc.hpp>
#include <kernel/box.hpp>
#include <kernel/bstr.hpp>
#include <kernel/bug.hpp>
#include <kernel/cstr.hpp>
#include <kernel/error.hpp>
#include <kernel/export.hpp>
#include <kernel/gfp.hpp>
#include <kernel/init.hpp>
#include <kernel/kstrtox.hpp>
#include <kernel/module.hpp>
#include <kernel/param.hpp>
#include <kernel/print.hpp>
#include <kernel/result.hpp>
#include <kernel/scope_guard.hpp>
#include <kernel/share.hpp>
#include <kernel/sizes.hpp>
#include <kernel/span.hpp>
#include <kernel/string.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/types.hpp>
#include <kernel/vec.hpp>
