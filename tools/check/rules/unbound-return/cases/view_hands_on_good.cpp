// SPDX-License-Identifier: GPL-2.0
//! A view hands on what it looks at, which is as good without the view; and ++ returns the object, as always.
#include <kernel/prelude.hpp>

using namespace kernel;

class __view(const u8) Records {
public:
	explicit Records(Span<const u8> bytes) : bytes_(bytes) {}

	Span<const u8> rest() const { return bytes_; }
	Records &operator++()
	{
		bytes_ = bytes_.drop(8);
		return *this;
	}

private:
	Span<const u8> bytes_;
};

usize after_header(const Vec<u8> &file);
usize after_header(const Vec<u8> &file)
{
	Records records(file.span());

	return (++records).rest().size();
}
