// SPDX-License-Identifier: GPL-2.0 OR MIT
//! What every module includes: errors, allocation, printing, the module itself.
#pragma once

#include <kernel/alloc.hpp>
#include <kernel/annotations.hpp>
#include <kernel/box.hpp>
#include <kernel/error.hpp>
#include <kernel/export.hpp>
#include <kernel/gfp.hpp>
#include <kernel/module.hpp>
#include <kernel/param.hpp>
#include <kernel/print.hpp>
#include <kernel/result.hpp>
#include <kernel/types.hpp>
#include <kernel/vec.hpp>
