// SPDX-License-Identifier: GPL-2.0
//! Installing uses the reservation up, and one can see where.
// EXPECT: passing .*discards|discards qualifiers

#include <kernel/file.hpp>

using namespace kernel;

Result<i32> use(Ref<File> file);
Result<i32> use(Ref<File> file)
{
	auto reserved = TRY(FdReservation::reserve());
#ifdef FIXED
	return std::move(reserved).install(std::move(file));
#else
	return reserved.install(std::move(file));
#endif
}
