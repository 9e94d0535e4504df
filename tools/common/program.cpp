// SPDX-License-Identifier: GPL-2.0
#include "common/program.hpp"

#include <algorithm>

#include <unistd.h>

namespace kxx {

Program::Program(const std::vector<std::string> &argv, const RunOptions &options) : directory_(options.directory)
{
	for (const std::string &arg : argv)
		args_.push_back(const_cast<char *>(arg.c_str()));
	args_.push_back(nullptr);
	for (char **variable = environ; *variable; variable++) {
		const std::string text = *variable, name = text.substr(0, text.find('='));

		if (!options.environment.contains(name) &&
		    std::ranges::find(options.unset, name) == options.unset.end())
			variables_.push_back(text);
	}
	for (const auto &[name, value] : options.environment)
		variables_.push_back(name + "=" + value);
	for (std::string &variable : variables_)
		environment_.push_back(variable.data());
	environment_.push_back(nullptr);
}

void Program::execute() const
{
	if (directory_ && chdir(directory_->c_str()) != 0)
		_exit(127);
	// The program is looked up in its own PATH.
	environ = const_cast<char **>(environment_.data());
	execvp(args_[0], args_.data());
	_exit(127);
}

} // namespace kxx
