// SPDX-License-Identifier: GPL-2.0
//! A directory for one test.
#pragma once

#include "common/files.hpp"

#include <filesystem>
#include <stdlib.h>

#include <gtest/gtest.h>

namespace kxx {

class Folder : public testing::Test {
protected:
	Folder()
	{
		std::string name = testing::TempDir() + "kxx-common.XXXXXX";

		path = mkdtemp(name.data());
	}
	~Folder() override { std::filesystem::remove_all(path); }

	std::filesystem::path path;
};

} // namespace kxx
