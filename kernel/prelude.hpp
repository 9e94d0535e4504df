// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Includes what nearly every module needs: errors, allocation, ownership, texts, printing, the two
//! usual locks, the module itself. Include threads, time, work and the rest by name.
#pragma once

#include <kernel/base/annotations.hpp>
#include <kernel/base/error.hpp>
#include <kernel/base/result.hpp>
#include <kernel/base/scope_guard.hpp>
#include <kernel/base/share.hpp>
#include <kernel/base/sizes.hpp>
#include <kernel/base/span.hpp>
#include <kernel/base/types.hpp>
#include <kernel/log/bug.hpp>
#include <kernel/log/print.hpp>
#include <kernel/memory/alloc.hpp>
#include <kernel/memory/arc.hpp>
#include <kernel/memory/box.hpp>
#include <kernel/memory/gfp.hpp>
#include <kernel/memory/init.hpp>
#include <kernel/memory/vec.hpp>
#include <kernel/module/export.hpp>
#include <kernel/module/module.hpp>
#include <kernel/module/param.hpp>
#include <kernel/sync/mutex.hpp>
#include <kernel/sync/spinlock.hpp>
#include <kernel/text/bstr.hpp>
#include <kernel/text/cstr.hpp>
#include <kernel/text/kstrtox.hpp>
#include <kernel/text/string.hpp>
