// SPDX-License-Identifier: GPL-2.0
//! A struct keeps two errors, and only one of them is read.
#include <kernel/prelude.hpp>

using namespace kernel;

struct Report {
	Result<> written;
	Result<> synced;
};

Result<> write(u32 block)
{
	return block ? Result<>(ok) : EINVAL;
}

Result<> save(u32 block);
Result<> save(u32 block)
{
	Report report{ write(block), write(block + 1) };

	TRY(std::move(report.written));
	TRY(std::move(report.synced));
	return ok;
}
