// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/base/span.hpp refuses.
#include <kernel/base/span.hpp>
#include <kernel/prelude.hpp>

using namespace kernel;

// REFUSED slice_of_pointer: no matching function
// Nothing proves that a length fits a pointer, so the caller has to write `unsafe`.
void use(const char *text)
{
#ifdef FIXED
	// SAFETY: the caller's text has four characters.
	pr_info("{}", format::Slice(unsafe, text, 4));
#else
	pr_info("{}", format::Slice(text, 4));
#endif
}

// REFUSED span_bytes_of_padded: no matching function|constraints not satisfied
// Padding holds stale memory, which nobody may read.
struct Record {
#ifdef FIXED
	u32 kind;
#else
	u8 kind;
#endif
	u32 number;
};
usize use(Span<const Record> records)
{
	return records.bytes().size();
}

// REFUSED span_made_writable: conversion from|could not convert
// A read-only view does not become a writable one.
#ifdef FIXED
Span<const int> use(Span<int> numbers)
#else
Span<int> use(Span<const int> numbers)
#endif
{
	return numbers;
}

// REFUSED span_of_pointer_without_unsafe: no matching function|cannot convert
// The compiler cannot check that the length is right.
Span<int> use(int *numbers, usize size)
{
#ifdef FIXED
	// SAFETY: the caller's array has `size` elements.
	return Span<int>::of(unsafe, numbers, size);
#else
	return Span<int>::of(numbers, size);
#endif
}

// REFUSED span_of_temporary: use of deleted function|cannot bind|no matching function
// A view of a temporary would dangle.
Vec<int> make();
usize use()
{
#ifdef FIXED
	Vec<int> numbers = make();
	return Span<int>::of(numbers).size();
#else
	return Span<int>::of(make()).size();
#endif
}

// REFUSED span_written_through_const: read-only
// Nothing is written through a read-only view.
#ifdef FIXED
void use(Span<int> numbers)
#else
void use(Span<const int> numbers)
#endif
{

	for (auto &n : numbers)
		n = 1;
}
