// SPDX-License-Identifier: GPL-2.0 OR MIT
//! Shapes: an interface with virtual functions, a template and an inline variable that
//! both C++ files use.
#pragma once

#include <kernel/prelude.hpp>
#include <kernel/sync/atomic.hpp>

/// Anything with an area.
class Shape {
public:
	virtual ~Shape() = default;
	virtual kernel::u32 area() const = 0;
	virtual const char *name() const = 0;
};

/// The number of live shapes; one variable for the whole module.
inline constinit kernel::Atomic<kernel::u32> shapes_alive{ 0 };

/// A template that both files instantiate with the same type.
template <typename T>
T scaled(T value, T factor)
{
	return static_cast<T>(value * factor);
}

/// Defined in shapes.cpp.
kernel::Result<kernel::Box<Shape>> make_square(kernel::u32 side);
kernel::Result<kernel::Box<Shape>> make_rectangle(kernel::u32 width, kernel::u32 height);
