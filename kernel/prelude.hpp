// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What every module includes: errors, allocation, texts, printing, the module itself. Locks, threads,
//! time and work are included by name.
#pragma once

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/box.hpp>
#include <kernel/bug.hpp>
#include <kernel/cstr.hpp>
#include <kernel/error.hpp>
#include <kernel/export.hpp>
#include <kernel/gfp.hpp>
#include <kernel/init.hpp>
#include <kernel/module.hpp>
#include <kernel/param.hpp>
#include <kernel/print.hpp>
#include <kernel/result.hpp>
#include <kernel/scope_guard.hpp>
#include <kernel/sizes.hpp>
#include <kernel/span.hpp>
#include <kernel/types.hpp>
#include <kernel/vec.hpp>
