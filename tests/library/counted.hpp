// SPDX-License-Identifier: GPL-2.0
//! Objects that count themselves, to check that each is destroyed exactly once.
#pragma once

#include <kernel/prelude.hpp>
#include <kernel/test/kunit.hpp>

/// The number of live objects, and of destroyed ones.
struct Tally {
	kernel::i32 alive = 0;
	kernel::u32 destroyed = 0;
};

/// Can be moved but not copied. A moved-from object does not count.
class Counted {
public:
	Counted(Tally &tally, kernel::u32 number) : tally_(&tally), number_(number) { tally_->alive++; }
	Counted(Counted &&other) noexcept : tally_(std::exchange(other.tally_, nullptr)), number_(other.number_) {}
	Counted &operator=(Counted &&other) noexcept
	{
		if (this != &other) {
			end();
			tally_ = std::exchange(other.tally_, nullptr);
			number_ = other.number_;
		}
		return *this;
	}
	~Counted() { end(); }

	kernel::u32 number() const { return number_; }
	bool operator<(const Counted &other) const { return number_ < other.number_; }
	bool operator==(const Counted &other) const { return number_ == other.number_; }

private:
	void end()
	{
		if (!tally_)
			return;
		tally_->alive--;
		tally_->destroyed++;
		tally_ = nullptr;
	}

	Tally *tally_;
	kernel::u32 number_;
};

/// Can be copied.
class Copied {
public:
	Copied(Tally &tally, kernel::u32 number) : tally_(&tally), number_(number) { tally_->alive++; }
	Copied(const Copied &other) noexcept : tally_(other.tally_), number_(other.number_) { tally_->alive++; }
	Copied &operator=(const Copied &) = delete;
	~Copied() { tally_->alive--; }

	kernel::u32 number() const { return number_; }

private:
	Tally *tally_;
	kernel::u32 number_;
};

/// The address as a number.
template <typename T>
kernel::usize address(const T *p)
{
	return reinterpret_cast<kernel::usize>(p);
}
