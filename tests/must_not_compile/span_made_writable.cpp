// SPDX-License-Identifier: GPL-2.0
//! Reading does not become writing.
// EXPECT: conversion from|could not convert

#include <kernel/span.hpp>

using namespace kernel;

#ifdef FIXED
Span<const int> use(Span<int> numbers)
#else
Span<int> use(Span<const int> numbers)
#endif
{
	return numbers;
}
