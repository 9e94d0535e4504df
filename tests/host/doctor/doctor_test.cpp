// SPDX-License-Identifier: GPL-2.0
//! Every answer of the doctor, with fake tools and fake kernels.
#include "doctor/doctor.hpp"

#include <nlohmann/json.hpp>

#include "../cli/workshop.hpp"

namespace kxx::test {
namespace {
using doctor::Check;
using Verdict = Check::Verdict;

/// A machine on which everything is fine, until a test breaks something.
class Doctor : public Workshop {
protected:
	Doctor()
	{
		const char *path = std::getenv("PATH");

		old_path_ = path ? path : "";
		setenv("PATH", (directory / "bin").c_str(), 1);
		compiler("g++-12", "12.2.0");
		compiler("gcc-12", "12.2.0");
		for (const char *name : { "make", "objdump", "qemu-system-x86_64", "busybox", "clangd" })
			write_program(std::string("bin/") + name, "exit 0");
		write_program("bin/pahole", "echo v1.24");
		write_program("programs/kxx-bindgen", "echo usage");
		write_program("programs/kxx-check-analyze", "echo no job; exit 2");
		write("kernel/Makefile", "");
		write("kernel/Module.symvers", "");
		write("kernel/vmlinux", "");
		write("kernel/include/generated/autoconf.h", "");
		write("kernel/include/config/kernel.release", "9.9.9-test\n");
		write_program("kernel/scripts/basic/fixdep", "exit 0");
		write_program("kernel/scripts/mod/modpost", "exit 0");
		write_program("kernel/tools/objtool/objtool", "exit 0");
		configure({});
		subject.kernel_build = directory / "kernel";
		subject.programs = directory / "programs";
		subject.cache = directory / "cache";
		subject.free_space = [](const fs::path &) { return std::uint64_t(100) << 30; };
	}

	~Doctor() override { setenv("PATH", old_path_.c_str(), 1); }

	void compiler(const std::string &name, const std::string &version)
	{
		write_program("bin/" + name, "echo " + version);
	}

	/// The usual configuration with some options replaced; an empty value unsets one.
	void configure(std::map<std::string, std::string> changes)
	{
		std::map<std::string, std::string> options = {
			{ "X86_64", "y" },	   { "MODULES", "y" },
			{ "MODVERSIONS", "y" },	   { "OBJTOOL", "y" },
			{ "DEBUG_INFO_BTF", "y" }, { "DEBUG_INFO_BTF_MODULES", "y" },
			{ "CC_IS_GCC", "y" },	   { "CC_VERSION_TEXT", "\"gcc-12 (Debian 12.2.0-14) 12.2.0\"" },
		};
		std::string text;

		for (const auto &[name, value] : changes)
			options[name] = value;
		for (const auto &[name, value] : options)
			if (!value.empty())
				text += "CONFIG_" + name + "=" + value + "\n";
		write("kernel/include/config/auto.conf", text);
	}

	Check check(const std::string &name)
	{
		for (const Check &check : doctor::examine(subject))
			if (check.name == name)
				return check;
		ADD_FAILURE() << "no check called " << name;
		return {};
	}

	void expect(const std::string &name, Verdict verdict, const std::string &text, const std::string &remedy = "")
	{
		Check found = check(name);

		EXPECT_EQ(found.verdict, verdict) << found.text;
		EXPECT_EQ(found.text, text);
		EXPECT_EQ(found.remedy, remedy);
		EXPECT_EQ(doctor::usable(doctor::examine(subject)), verdict != Verdict::Wrong);
	}

	void remove(const std::string &name) { fs::remove_all(directory / name); }

	std::string at(const std::string &name) const { return (directory / name).string(); }

	doctor::Subject subject;

private:
	std::string old_path_;
};

const char other_kernel[] = "kxx kernel fetch 6.12, then build with --kernel 6.12";

TEST_F(Doctor, AllIsFine)
{
	for (const Check &check : doctor::examine(subject)) {
		EXPECT_EQ(check.verdict, Verdict::Fine) << check.name << ": " << check.text;
		EXPECT_EQ(check.remedy, "") << check.name;
	}
	EXPECT_TRUE(doctor::usable(doctor::examine(subject)));
	EXPECT_EQ(check("g++").text, "g++-12 12.2.0, the version that built the kernel");
	EXPECT_EQ(check("kernel headers").text, "9.9.9-test in " + at("kernel"));
}

TEST_F(Doctor, CompilerComesFirst)
{
	EXPECT_EQ(doctor::examine(subject).front().name, "g++");
}

TEST_F(Doctor, NoCompiler)
{
	remove("bin/g++-12");
	expect("g++", Verdict::Wrong, "no g++-12 in PATH", "apt-get install g++-12");
}

TEST_F(Doctor, NoGcc)
{
	remove("bin/gcc-12");
	expect("gcc", Verdict::Wrong, "no gcc-12 in PATH", "apt-get install gcc-12");
}

TEST_F(Doctor, CompilerTooOld)
{
	remove("bin/g++-12");
	compiler("g++", "11.4.0");
	expect("g++", Verdict::Wrong, "g++ 11.4.0 is too old: kxx needs 12 or newer", "apt-get install g++-12");
}

TEST_F(Doctor, CompilerOfAnotherVersion)
{
	remove("bin/g++-12");
	compiler("g++", "13.2.0");
	expect("g++", Verdict::Wrong, "g++ is version 13.2.0, and the kernel was built by GCC 12.2.0",
	       "apt-get install g++-12");
}

TEST_F(Doctor, PlainCompilerOfTheRightVersionWillDo)
{
	remove("bin/g++-12");
	compiler("g++", "12.2.0");
	expect("g++", Verdict::Fine, "g++ 12.2.0, the version that built the kernel");
}

TEST_F(Doctor, CompilerOfAnotherMinorVersion)
{
	compiler("g++-12", "12.3.0");
	expect("g++", Verdict::Warning, "g++-12 is version 12.3.0, and the kernel was built by GCC 12.2.0",
	       "apt-get install --only-upgrade g++-12");
}

TEST_F(Doctor, CompilerIsBroken)
{
	write_program("bin/g++-12", "exit 1");
	expect("g++", Verdict::Wrong, "g++-12 does not run, or is not GCC", "apt-get install g++-12");
}

TEST_F(Doctor, KernelFromAnOldCompiler)
{
	configure({ { "CC_VERSION_TEXT", "\"gcc (Debian 10.2.1-6) 10.2.1\"" } });
	expect("g++", Verdict::Wrong, "the kernel was built by GCC 10.2.1, and kxx needs 12 or newer", other_kernel);
}

TEST_F(Doctor, NewerKernelCompilerIsAskedFor)
{
	configure({ { "CC_VERSION_TEXT", "\"gcc-14 (Debian 14.2.0-19) 14.2.0\"" } });
	expect("g++", Verdict::Wrong, "no g++-14 in PATH", "apt-get install g++-14");
}

TEST_F(Doctor, NoMake)
{
	remove("bin/make");
	expect("make", Verdict::Wrong, "no make in PATH", "apt-get install make");
}

TEST_F(Doctor, NoBinutils)
{
	remove("bin/objdump");
	expect("binutils", Verdict::Wrong, "no objdump in PATH", "apt-get install binutils");
}

TEST_F(Doctor, NoKernel)
{
	subject.kernel_build.reset();
	subject.no_kernel = "kernel '6.12' does not exist";
	subject.kernel_remedy = "kxx kernel fetch 6.12";
	expect("kernel headers", Verdict::Wrong, "kernel '6.12' does not exist", "kxx kernel fetch 6.12");
	for (const char *name : { "kernel configuration", "objtool", "pahole" }) {
		EXPECT_EQ(check(name).verdict, Verdict::Skipped) << name;
		EXPECT_EQ(check(name).text, "not checked: there is no usable kernel");
	}
	EXPECT_EQ(check("g++").verdict, Verdict::Fine);
}

TEST_F(Doctor, NotAKernelDirectory)
{
	remove("kernel");
	fs::create_directory(directory / "kernel");
	expect("kernel headers", Verdict::Wrong, "'" + at("kernel") + "' is not a configured kernel build directory",
	       "apt-get install linux-headers-$(uname -r)");
}

TEST_F(Doctor, KernelWithoutConfiguration)
{
	remove("kernel/include/config/auto.conf");
	expect("kernel headers", Verdict::Wrong, "'" + at("kernel") + "' is not a configured kernel build directory",
	       "make -C " + at("kernel") + " olddefconfig modules_prepare");
}

TEST_F(Doctor, KernelNotPrepared)
{
	for (const char *file : { "scripts/mod/modpost", "scripts/basic/fixdep", "include/generated/autoconf.h" }) {
		remove(std::string("kernel/") + file);
		expect("kernel headers", Verdict::Wrong,
		       "'" + at("kernel") + "' is not prepared for modules: it has no " + file,
		       "make -C " + at("kernel") + " modules_prepare");
	}
}

TEST_F(Doctor, KernelWithoutSymvers)
{
	remove("kernel/Module.symvers");
	expect("kernel headers", Verdict::Warning,
	       "'" + at("kernel") + "' has no Module.symvers: undefined symbols are found only at load time",
	       "make -C " + at("kernel"));
}

TEST_F(Doctor, ModversionsAreMentioned)
{
	expect("kernel configuration", Verdict::Fine,
	       "usable, with CONFIG_MODVERSIONS: names of imports have at most 55 characters");
	configure({ { "MODVERSIONS", "" } });
	expect("kernel configuration", Verdict::Fine, "usable");
}

TEST_F(Doctor, UnusableConfigurations)
{
	const std::vector<std::tuple<std::string, std::string, std::string>> cases = {
		{ "X86_64", "", "the kernel is not for x86-64, the only architecture so far" },
		{ "MODULES", "", "the kernel loads no modules (CONFIG_MODULES is off)" },
		{ "RANDSTRUCT", "y",
		  "the kernel shuffles the layout of its structures (CONFIG_RANDSTRUCT), and g++ cannot "
		  "follow it" },
		{ "GCC_PLUGIN_RANDSTRUCT", "y",
		  "the kernel shuffles the layout of its structures (CONFIG_RANDSTRUCT), and g++ cannot "
		  "follow it" },
		{ "CC_IS_CLANG", "y", "the kernel was built by clang, which kxx does not support yet" },
		{ "CFI_CLANG", "y",
		  "the kernel checks indirect calls (CONFIG_CFI_CLANG), which kxx does not support yet" },
		{ "LTO_CLANG", "y",
		  "the kernel is linked with clang's LTO (CONFIG_LTO_CLANG), which kxx does not support "
		  "yet" },
	};

	for (const auto &[option, value, text] : cases) {
		configure({ { option, value } });
		expect("kernel configuration", Verdict::Wrong, text, other_kernel);
	}
}

TEST_F(Doctor, EveryFaultOfAConfigurationIsNamed)
{
	std::size_t faults = 0;

	configure({ { "RANDSTRUCT", "y" }, { "CC_IS_CLANG", "y" }, { "MODULE_SIG_FORCE", "y" } });
	for (const Check &check : doctor::examine(subject))
		faults += check.name == "kernel configuration";
	EXPECT_EQ(faults, 3u);
}

TEST_F(Doctor, ConfigurationsToKnowAbout)
{
	configure({ { "TRIM_UNUSED_KSYMS", "y" } });
	expect("kernel configuration", Verdict::Warning,
	       "the kernel keeps only the symbols that its own modules use (CONFIG_TRIM_UNUSED_KSYMS): "
	       "some may be missing",
	       "build the kernel without CONFIG_TRIM_UNUSED_KSYMS");
	configure({ { "MODULE_SIG_FORCE", "y" } });
	expect("kernel configuration", Verdict::Warning,
	       "the kernel loads only signed modules (CONFIG_MODULE_SIG_FORCE)",
	       at("kernel") + "/scripts/sign-file sha256 KEY CERTIFICATE MODULE.ko");
}

TEST_F(Doctor, ClangKernelAsksForNoGccOfThatVersion)
{
	configure({ { "CC_IS_CLANG", "y" }, { "CC_VERSION_TEXT", "\"Debian clang version 19.1.7\"" } });
	EXPECT_EQ(check("g++").verdict, Verdict::Fine);
	EXPECT_EQ(check("g++").text, "g++-12 12.2.0");
}

TEST_F(Doctor, ObjtoolMissing)
{
	remove("kernel/tools");
	expect("objtool", Verdict::Wrong,
	       "the kernel needs it, and '" + at("kernel/tools/objtool/objtool") + "' is missing",
	       "make -C " + at("kernel") + " modules_prepare");
	configure({ { "OBJTOOL", "" } });
	expect("objtool", Verdict::Fine, "the kernel does not use it");
}

TEST_F(Doctor, PaholeMissing)
{
	remove("bin/pahole");
	expect("pahole", Verdict::Wrong, "no pahole in PATH, and the kernel wants BTF in modules",
	       "apt-get install pahole");
}

TEST_F(Doctor, PaholeBroken)
{
	write_program("bin/pahole", "exit 1");
	expect("pahole", Verdict::Wrong, "pahole does not run", "apt-get install --reinstall pahole");
}

TEST_F(Doctor, PaholeTooOld)
{
	write_program("bin/pahole", "echo v1.20");
	expect("pahole", Verdict::Wrong, "pahole 1.20 cannot leave C++ out of BTF: kxx needs 1.24 or newer",
	       "apt-get install pahole");
}

TEST_F(Doctor, PaholeNotNeeded)
{
	remove("bin/pahole");
	remove("kernel/vmlinux");
	expect("pahole", Verdict::Fine, "not needed: the headers have no vmlinux, so modules get no BTF");
	configure({ { "DEBUG_INFO_BTF", "" }, { "DEBUG_INFO_BTF_MODULES", "" } });
	expect("pahole", Verdict::Fine, "the kernel has no BTF");
}

TEST_F(Doctor, BindgenMissing)
{
	remove("programs/kxx-bindgen");
	expect("kxx-bindgen", Verdict::Wrong, "'" + at("programs/kxx-bindgen") + "' is missing",
	       "make in the kxx checkout, with libclang-19-dev installed");
}

TEST_F(Doctor, BindgenWithoutLibclang)
{
	write_program("programs/kxx-bindgen",
		      "echo 'error while loading shared libraries: libclang-cpp.so.19' >&2; exit 127");
	expect("kxx-bindgen", Verdict::Wrong, "kxx-bindgen does not find libclang-cpp",
	       "apt-get install libclang-cpp19");
}

TEST_F(Doctor, BindgenBroken)
{
	write_program("programs/kxx-bindgen", "exit 1");
	expect("kxx-bindgen", Verdict::Wrong, "'" + at("programs/kxx-bindgen") + "' does not run",
	       "make in the kxx checkout, or install kxx again");
}

TEST_F(Doctor, CacheCannotBeWritten)
{
	write("cache", "a file\n");
	expect("cache", Verdict::Wrong, "cannot make the directory " + at("cache") + ": Not a directory",
	       "export KXX_CACHE=DIR with a directory of yours");
}

TEST_F(Doctor, DiskFull)
{
	subject.free_space = [](const fs::path &) { return std::uint64_t(50) << 20; };
	expect("disk space", Verdict::Wrong, "50 MiB free in '" + at("cache") + "': bindings need 200",
	       "free some space, or export KXX_CACHE=DIR on another disk");
}

TEST_F(Doctor, DiskNearlyFull)
{
	subject.free_space = [](const fs::path &) { return std::uint64_t(1000) << 20; };
	expect("disk space", Verdict::Warning,
	       "1000 MiB free in '" + at("cache") + "': enough for bindings, not for building the debug kernel (6 GiB)",
	       "free some space, or export KXX_CACHE=DIR on another disk");
}

TEST_F(Doctor, OptionalTools)
{
	const std::vector<std::tuple<std::string, std::string, std::string, std::string>> cases = {
		{ "qemu", "qemu-system-x86_64", "no qemu-system-x86_64 in PATH: kxx run and kxx test need it",
		  "apt-get install qemu-system-x86" },
		{ "busybox", "busybox", "no busybox in PATH: kxx run and kxx test need it",
		  "apt-get install busybox-static" },
		{ "clangd", "clangd", "no clangd in PATH: editors understand modules with it",
		  "apt-get install clangd-19" },
	};

	for (const auto &[name, program, text, remedy] : cases) {
		remove("bin/" + program);
		expect(name, Verdict::Missing, text, remedy);
	}
}

TEST_F(Doctor, Checker)
{
	expect("kxx check", Verdict::Fine, at("programs/kxx-check-analyze"));
	write_program("programs/kxx-check-analyze", "exit 127");
	expect("kxx check", Verdict::Missing, "kxx-check-analyze does not find the libraries of clang 22",
	       "apt-get install clang-22");
	remove("programs/kxx-check-analyze");
	expect("kxx check", Verdict::Missing, "'" + at("programs/kxx-check-analyze") + "' is missing",
	       "make in the kxx checkout, with libclang-22-dev and llvm-22-dev installed");
}

TEST_F(Doctor, VersionedClangdWillDo)
{
	remove("bin/clangd");
	write_program("bin/clangd-19", "exit 0");
	expect("clangd", Verdict::Fine, at("bin/clangd-19"));
}

TEST_F(Doctor, OldClangdShowsFalseErrors)
{
	write_program("bin/clangd", "echo 'Debian clangd version 14.0.6'");
	expect("clangd", Verdict::Warning,
	       at("bin/clangd") + " is version 14, and shows errors where g++ sees none: kxx needs 19 or newer",
	       "apt-get install clangd-19, and let the editor start clangd-19");
	write_program("bin/clangd-19", "echo 'Debian clangd version 19.1.7 (3+b1)'");
	expect("clangd", Verdict::Warning,
	       at("bin/clangd") + " is version 14, and shows errors where g++ sees none: kxx needs 19 or newer",
	       "let the editor start " + at("bin/clangd-19"));
	write_program("bin/clangd", "echo 'Ubuntu clangd version 20.1.0 (++20250114103320+cd708029e0b2-1~exp1)'");
	expect("clangd", Verdict::Fine, at("bin/clangd"));
}

// The command itself: what it prints, and how it exits.

TEST_F(Doctor, CommandPrintsFaultsAndExitsOne)
{
	remove("bin/g++-12");
	RunResult result = kxx({ "doctor", "--kernel", at("kernel") });

	EXPECT_EQ(result.status, 1);
	EXPECT_NE(result.out.find("error    g++                   no g++-12 in PATH\n"
				  "                                 apt-get install g++-12\n"),
		  std::string::npos)
		<< result.out;
}

TEST_F(Doctor, CommandPrintsJson)
{
	remove("bin/g++-12");
	RunResult result = kxx({ "doctor", "--json", "--kernel", at("kernel") });
	auto json = nlohmann::json::parse(result.out);

	EXPECT_EQ(result.status, 1);
	EXPECT_EQ(json["usable"], false);
	EXPECT_EQ(json["checks"][0]["name"], "g++");
	EXPECT_EQ(json["checks"][0]["verdict"], "error");
	EXPECT_EQ(json["checks"][0]["remedy"], "apt-get install g++-12");
}

TEST_F(Doctor, CommandExplainsAnAbsentKernel)
{
	RunResult result = kxx({ "doctor", "--json", "--kernel", "debug" });
	auto json = nlohmann::json::parse(result.out);

	EXPECT_EQ(result.status, 1);
	for (const auto &check : json["checks"])
		if (check["name"] == "kernel headers") {
			EXPECT_EQ(check["verdict"], "error");
			EXPECT_EQ(check["remedy"], "kxx kernel build debug");
		}
}

TEST_F(Doctor, CommandRefusesUnknownKernels)
{
	RunResult result = kxx({ "doctor", "--kernel", "nonsense" });

	EXPECT_EQ(result.status, 2);
	EXPECT_TRUE(result.err.starts_with("kxx: error: unknown kernel 'nonsense'")) << result.err;
}

} // namespace
} // namespace kxx::test
