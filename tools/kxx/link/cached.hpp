// SPDX-License-Identifier: GPL-2.0
//! Whether a file of the cache is there and was written to its end.
#pragma once

#include <filesystem>

namespace kxx::link {

/// Files come by rename; a machine that lost power may still keep an empty one.
inline bool is_whole(const std::filesystem::path &file)
{
	std::error_code none;
	auto size = std::filesystem::file_size(file, none);

	return !none && size > 0;
}

} // namespace kxx::link
