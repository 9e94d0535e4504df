// SPDX-License-Identifier: GPL-2.0
//! kxx-check-analyze: reads a job from its standard input, looks at the files of a module, and writes what it found.

#include <iostream>

#include "common/exit_code.hpp"
#include "common/failure.hpp"
#include "run.hpp"

int main()
{
	try {
		kxx::check::write_answer(std::cout, kxx::check::run(kxx::check::read_job(std::cin)));
		std::cout.flush();
		return std::cout ? 0 : 2;
	} catch (const kxx::Failure &failure) {
		std::cerr << "kxx-check-analyze: error: " << failure.what() << '\n';
		if (!failure.note.empty())
			std::cerr << "kxx-check-analyze: note: " << failure.note << '\n';
		return 2;
	}
}
