// SPDX-License-Identifier: GPL-2.0
//! Helpers that the suites of coroutines share.
#pragma once

#include <kernel/async/async.hpp>
#include <kernel/async/event.hpp>
#include <kernel/async/executor.hpp>
#include <kernel/async/local.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/async/wait.hpp>
#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

using Count = kernel::Atomic<kernel::i32>;
using Alive = kernel::Outlives<Count>;

/// Counts its live objects.
class Witness {
public:
	explicit Witness(Count &alive, kernel::u32 number = 0) : alive_(&alive), number_(number) { alive_->inc(); }
	Witness(Witness &&other) noexcept : alive_(other.alive_), number_(other.number_) { alive_->inc(); }
	Witness &operator=(Witness &&) = delete;
	~Witness() { alive_->dec(); }

	kernel::u32 number() const { return number_; }

private:
	Count *alive_;
	kernel::u32 number_;
};
