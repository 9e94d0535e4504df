// SPDX-License-Identifier: GPL-2.0
//! A view returns the address of its own member, which is gone with the view.
#include <kernel/prelude.hpp>

using namespace kernel;

class __view(const u8) Records {
public:
	explicit Records(Span<const u8> bytes) : bytes_(bytes) {}

	const Span<const u8> &rest() const
	{
		return bytes_; // BUG: unbound-return
	}

private:
	Span<const u8> bytes_;
};
