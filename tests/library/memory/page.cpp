// SPDX-License-Identifier: GPL-2.0
//! Pages: data that was written is read back, also across pages, and nothing is accessed past the last page.
#include "../counted.hpp"

#include <kernel/memory/page.hpp>

using namespace kernel;

namespace {

template <unsigned order>
Result<> reads_and_writes(kunit::Test &test)
{
	auto pages = TRY(Pages<order>::alloc(GFP_KERNEL));
	constexpr usize size = Pages<order>::size();
	auto pattern = TRY(KVVec<u8>::with_capacity(size, GFP_KERNEL));
	auto back = TRY(KVVec<u8>::from_elem(0, size, GFP_KERNEL));

	static_assert(size == 4096u << order);
	test.expect_ok(pages.read(0, back.span()));
	u32 wrong = 0;
	for (u8 byte : back)
		wrong += byte != 0;
	test.expect_eq(wrong, 0u);
	for (usize i = 0; i < size; i++)
		TRY(pattern.push_reserved(static_cast<u8>(i * 7 + (i >> 12) + 1)));
	// Writes in pieces that do not end at page boundaries.
	for (usize at = 0; at < size; at += 1000)
		test.expect_ok(pages.write(at, pattern.span().sub(at, 1000)));
	test.expect_ok(pages.read(0, back.span()));
	test.expect(back == pattern);
	// SAFETY: all bytes are copied into it below.
	auto copy = TRY(Pages<order>::alloc_uninit(unsafe, GFP_KERNEL));
	copy.copy_from(pages);
	back.span().fill(0);
	test.expect_ok(copy.read(0, back.span()));
	test.expect(back == pattern);
	test.expect_ok(copy.fill_zero(1, size - 2));
	test.expect_ok(copy.read(0, back.span()));
	test.expect_eq(*back.get(0), *pattern.get(0));
	test.expect_eq(*back.get(1), 0);
	test.expect_eq(*back.get(size - 2), 0);
	test.expect_eq(*back.back(), *pattern.back());
	copy.fill_zero();
	test.expect_ok(copy.read(size - 1, back.span().first(1)));
	test.expect_eq(*back.get(0), 0);
	return ok;
}

Result<> borders(kunit::Test &test)
{
	auto page = TRY(Page::alloc(GFP_KERNEL));
	u8 bytes[2] = {};
	auto two = span_of(bytes);

	test.expect_ok(page.write(4094, two));
	test.expect_error(page.write(4095, two), ERANGE);
	test.expect_error(page.read(4095, two), ERANGE);
	test.expect_error(page.read(~usize{ 0 }, two), ERANGE);
	test.expect_error(page.write(~usize{ 0 } - 1, two), ERANGE);
	test.expect_ok(page.read(4096, two.first(0)));
	test.expect_error(page.read(4097, two.first(0)), ERANGE);
	test.expect_error(page.fill_zero(1, 4096), ERANGE);
	test.expect_error(page.fill_zero(1, ~usize{ 0 }), ERANGE);
	test.expect_ok(page.fill_zero(0, 4096));
	return ok;
}

Result<> mappings(kunit::Test &test)
{
	auto page = TRY(Page::alloc(GFP_KERNEL));
	{
		auto outer = page.map();
		auto inner = page.map();
		test.expect_eq(outer.bytes().size(), 4096u);
		*outer.bytes().get(5) = 9;
		test.expect_eq(*inner.bytes().get(5), 9);
	}
	const Page &reader = page;
	auto map = reader.map();
	static_assert(std::is_same_v<decltype(map.bytes()), Span<const u8>>);
	test.expect_eq(*map.bytes().get(5), 9);
	test.expect_null(map.bytes().get(4096));
	auto four = TRY(Pages<2>::alloc(GFP_KERNEL));
	{
		auto fourth = four.map(3);
		*fourth.bytes().get(0) = 4;
	}
	u8 byte = 0;
	test.expect_ok(four.read(3 * 4096, Span<u8>::of(unsafe, &byte, 1))); // SAFETY: one byte
	test.expect_eq(byte, 4);
	auto last = four.map(1000);
	test.expect_eq(*last.bytes().get(0), 4);
	return ok;
}

Result<> owners(kunit::Test &test)
{
	auto page = TRY(Page::alloc(GFP_KERNEL));
	const usize frame = page.frame();

	test.expect_eq(page.physical_address(), frame << PAGE_SHIFT);
	::page *raw = std::move(page).into_raw();
	// SAFETY: from into_raw(), taken back once.
	auto again = Page::from_raw(unsafe, raw);
	test.expect_eq(again.frame(), frame);
	auto other = TRY(Page::alloc(GFP_KERNEL));
	other = std::move(again);
	test.expect_eq(other.frame(), frame);
	test.expect_eq(page_align(1).value_or(0), 4096u);
	test.expect_eq(page_align(4096).value_or(0), 4096u);
	test.expect_eq(page_align(0).value_or(1), 0u);
	test.expect_error(page_align(~usize{ 0 }), EOVERFLOW);
	test.expect_eq(page_align(PAGE_MASK).value_or(0), PAGE_MASK);
	return ok;
}

} // namespace

KUNIT_SUITE(page, { "one", reads_and_writes<0> }, { "eight", reads_and_writes<3> }, { "borders", borders },
	    { "mappings", mappings }, { "owners", owners });
