// SPDX-License-Identifier: GPL-2.0
//! Code that kernel/file/file.hpp refuses.
#include <kernel/file/file.hpp>

using namespace kernel;

// REFUSED file_reservation_installed_twice: passing .*discards|discards qualifiers
// Installing consumes the reservation, so the caller moves it.
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

// REFUSED file_without_reference: deleted function|deleted
// A file that is stored needs a reference.
struct Kept {
#ifdef FIXED
	Ref<File> file;
#else
	File file;
#endif
};
Kept use(const File &file);
Kept use(const File &file)
{
#ifdef FIXED
	return { file.share() };
#else
	return { file };
#endif
}
