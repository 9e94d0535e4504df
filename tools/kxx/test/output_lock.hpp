// SPDX-License-Identifier: GPL-2.0
//! The right to build and to write logs in a directory, which one kxx test has at a time.
#pragma once

#include <filesystem>

namespace kxx::test {

class OutputLock {
public:
	/// Makes the directory, and says so if it has to wait. Throws FileError.
	explicit OutputLock(const std::filesystem::path &directory);
	~OutputLock();
	OutputLock(OutputLock &&other) noexcept;
	OutputLock &operator=(OutputLock &&) = delete;

private:
	int fd_;
};

} // namespace kxx::test
