// SPDX-License-Identifier: GPL-2.0
//! A coroutine is spawned with a window on a vector, hidden in a class with a base.

#include <kernel/async/executor.hpp>
#include <kernel/async/sleep.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

namespace {

class Bytes {
public:
	explicit Bytes(Span<const u8> bytes __lifetimebound) : bytes_(bytes) {}
	usize size() const { return bytes_.size(); }
	u8 at(usize index) const
	{
		const u8 *byte = bytes_.get(index);
		return byte ? *byte : 0;
	}

private:
	Span<const u8> bytes_;
};

class Window final : public Bytes {
public:
	using Bytes::Bytes;
};

Async<> sum(Gfp, Window window)
{
	u32 total = 0;

	for (usize i = 0; i < window.size(); i++) {
		total += window.at(i);
		CO_TRY(co_await async::yield());
	}
	pr_info("{}", total);
	co_return ok;
}

class Summer final {
public:
	static Result<Summer> create()
	{
		auto executor = TRY(async::Executor::create(fmt("summer")));
		auto bytes = TRY(Vec<u8>::from_elem(1, 64, GFP_KERNEL));

		TRY(executor.spawn(GFP_KERNEL, sum, Window(bytes.span()))).detach(); // BUG: not-sendable, escaping-loan
		return { std::in_place, std::move(executor) };
	}
	explicit Summer(async::Executor executor) : executor_(std::move(executor)) {}

private:
	async::Executor executor_;
};

} // namespace

KERNEL_MODULE(Summer, { .name = "minimal", .license = "GPL" })
