// SPDX-License-Identifier: GPL-2.0
#include "doctor/doctor.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unistd.h>

#include "common/files.hpp"
#include "common/process.hpp"
#include "gate/kernel_build.hpp"

namespace kxx::doctor {
namespace {
namespace fs = std::filesystem;
using Verdict = Check::Verdict;

/// The oldest compiler with the C++20 that the library uses.
constexpr int oldest_gcc = 12;
/// The clangd that tests/editor uses; 14, Debian 12's own, shows errors where g++ sees none.
constexpr int oldest_clangd = 19;
/// The first pahole that can leave C++ out of BTF.
constexpr CompilerVersion oldest_pahole = { 1, 24, 0 };

bool executable(const fs::path &path)
{
	return access(path.c_str(), X_OK) == 0 && fs::is_regular_file(path);
}

class Examination {
public:
	explicit Examination(const Subject &subject) : subject_(subject)
	{
		if (subject.kernel_build)
			kernel_.emplace(*subject.kernel_build);
	}

	std::vector<Check> run_all()
	{
		compiler("g++", "g++");
		compiler("gcc", "gcc");
		program("make", "make", "make");
		program("binutils", "objdump", "binutils");
		kernel_headers();
		kernel_configuration();
		objtool();
		pahole();
		bindgen();
		cache();
		qemu();
		busybox();
		editor();
		checker();
		return std::move(checks_);
	}

private:
	void add(std::string name, Verdict verdict, std::string text, std::string remedy = {})
	{
		checks_.push_back({ std::move(name), verdict, std::move(text), std::move(remedy) });
	}

	void skip(std::string name)
	{
		add(std::move(name), Verdict::Skipped, "not checked: there is no usable kernel");
	}

	bool have_kernel() const { return kernel_ && kernel_->configured(); }

	static std::optional<CompilerVersion> gcc_version(const std::string &program)
	{
		RunResult result = run({ program, "-dumpfullversion", "-dumpversion" });

		return result.ok() ? CompilerVersion::parse(result.out) : std::nullopt;
	}

	/// g++ and gcc: the ones that belong to the compiler of the kernel.
	void compiler(const std::string &name, const std::string &program)
	{
		std::optional<CompilerVersion> wanted;

		if (have_kernel() && !kernel_->built_by_clang())
			wanted = kernel_->compiler_version();
		const int major = wanted ? wanted->major : oldest_gcc;
		const std::string versioned = fmt::format("{}-{}", program, major);
		const std::string install = fmt::format("apt-get install {}", versioned);
		std::string found = find_program(versioned) ? versioned : find_program(program) ? program : "";

		if (wanted && wanted->major < oldest_gcc)
			return add(name, Verdict::Wrong,
				   fmt::format("the kernel was built by GCC {}, and kxx needs {} or newer",
					       wanted->text(), oldest_gcc),
				   "kxx kernel fetch 6.12, then build with --kernel 6.12");
		if (found.empty())
			return add(name, Verdict::Wrong, fmt::format("no {} in PATH", versioned), install);
		auto version = gcc_version(found);
		if (!version)
			return add(name, Verdict::Wrong, fmt::format("{} does not run, or is not GCC", found), install);
		if (version->major < oldest_gcc)
			return add(name, Verdict::Wrong,
				   fmt::format("{} {} is too old: kxx needs {} or newer", found, version->text(),
					       oldest_gcc),
				   install);
		if (wanted && version->major != wanted->major)
			return add(name, Verdict::Wrong,
				   fmt::format("{} is version {}, and the kernel was built by GCC {}", found,
					       version->text(), wanted->text()),
				   install);
		if (wanted && *version != *wanted)
			return add(name, Verdict::Warning,
				   fmt::format("{} is version {}, and the kernel was built by GCC {}", found,
					       version->text(), wanted->text()),
				   fmt::format("apt-get install --only-upgrade {}", versioned));
		add(name, Verdict::Fine,
		    fmt::format("{} {}{}", found, version->text(),
				wanted ? ", the version that built the kernel" : ""));
	}

	void program(const std::string &name, const std::string &program, const std::string &package)
	{
		if (auto path = find_program(program))
			add(name, Verdict::Fine, path->string());
		else
			add(name, Verdict::Wrong, fmt::format("no {} in PATH", program), "apt-get install " + package);
	}

	void kernel_headers()
	{
		const std::string name = "kernel headers";

		if (!kernel_)
			return add(name, Verdict::Wrong, subject_.no_kernel, subject_.kernel_remedy);
		const fs::path &build = kernel_->directory();
		if (!fs::exists(build / "Makefile") || !kernel_->configured())
			return add(name, Verdict::Wrong,
				   fmt::format("'{}' is not a configured kernel build directory", build.string()),
				   fs::exists(build / "Makefile")
					   ? fmt::format("make -C {} olddefconfig modules_prepare", build.string())
					   : "apt-get install linux-headers-$(uname -r)");
		for (const char *file :
		     { "include/generated/autoconf.h", "scripts/basic/fixdep", "scripts/mod/modpost" })
			if (!fs::exists(build / file))
				return add(name, Verdict::Wrong,
					   fmt::format("'{}' is not prepared for modules: it has no {}", build.string(),
						       file),
					   fmt::format("make -C {} modules_prepare", build.string()));
		if (!fs::exists(build / "Module.symvers"))
			return add(name, Verdict::Warning,
				   fmt::format("'{}' has no Module.symvers: undefined symbols are found "
					       "only at load time",
					       build.string()),
				   fmt::format("make -C {}", build.string()));
		add(name, Verdict::Fine,
		    fmt::format("{} in {}", kernel_->release().empty() ? "a kernel" : kernel_->release(),
				build.string()));
	}

	void kernel_configuration()
	{
		const std::string name = "kernel configuration";
		std::size_t before = checks_.size();
		const std::string other_kernel = "kxx kernel fetch 6.12, then build with --kernel 6.12";
		auto wrong = [&](std::string text) { add(name, Verdict::Wrong, std::move(text), other_kernel); };
		auto warn = [&](std::string text, std::string remedy) {
			add(name, Verdict::Warning, std::move(text), std::move(remedy));
		};

		if (!have_kernel())
			return skip(name);
		const KernelBuild &kernel = *kernel_;
		if (!kernel.enabled("X86_64"))
			wrong("the kernel is not for x86-64, the only architecture so far");
		if (!kernel.enabled("MODULES"))
			wrong("the kernel loads no modules (CONFIG_MODULES is off)");
		if (kernel.randomises_layout())
			wrong("the kernel shuffles the layout of its structures (CONFIG_RANDSTRUCT), "
			      "and g++ cannot follow it");
		if (kernel.built_by_clang())
			wrong("the kernel was built by clang, which kxx does not support yet");
		if (kernel.enabled("CFI_CLANG"))
			wrong("the kernel checks indirect calls (CONFIG_CFI_CLANG), which kxx does not "
			      "support yet");
		if (kernel.enabled("LTO_CLANG"))
			wrong("the kernel is linked with clang's LTO (CONFIG_LTO_CLANG), which kxx does "
			      "not support yet");
		if (kernel.enabled("TRIM_UNUSED_KSYMS"))
			warn("the kernel keeps only the symbols that its own modules use "
			     "(CONFIG_TRIM_UNUSED_KSYMS): some may be missing",
			     "build the kernel without CONFIG_TRIM_UNUSED_KSYMS");
		if (kernel.enabled("MODULE_SIG_FORCE"))
			warn("the kernel loads only signed modules (CONFIG_MODULE_SIG_FORCE)",
			     fmt::format("{}/scripts/sign-file sha256 KEY CERTIFICATE MODULE.ko",
					 kernel.directory().string()));
		if (checks_.size() == before)
			add(name, Verdict::Fine,
			    kernel.enabled("MODVERSIONS")
				    ? "usable, with CONFIG_MODVERSIONS: names of imports have at most 55 "
				      "characters"
				    : "usable");
	}

	void objtool()
	{
		if (!have_kernel())
			return skip("objtool");
		if (!kernel_->enabled("OBJTOOL") && !kernel_->enabled("STACK_VALIDATION"))
			return add("objtool", Verdict::Fine, "the kernel does not use it");
		fs::path path = kernel_->directory() / "tools" / "objtool" / "objtool";
		if (executable(path))
			add("objtool", Verdict::Fine, path.string());
		else
			add("objtool", Verdict::Wrong,
			    fmt::format("the kernel needs it, and '{}' is missing", path.string()),
			    fmt::format("make -C {} modules_prepare", kernel_->directory().string()));
	}

	void pahole()
	{
		if (!have_kernel())
			return skip("pahole");
		if (!kernel_->enabled("DEBUG_INFO_BTF_MODULES") && !kernel_->enabled("DEBUG_INFO_BTF"))
			return add("pahole", Verdict::Fine, "the kernel has no BTF");
		if (!fs::exists(kernel_->directory() / "vmlinux"))
			return add("pahole", Verdict::Fine,
				   "not needed: the headers have no vmlinux, so modules get no BTF");
		if (!find_program("pahole"))
			return add("pahole", Verdict::Wrong, "no pahole in PATH, and the kernel wants BTF in modules",
				   "apt-get install pahole");
		RunResult result = run({ "pahole", "--version" });
		auto version = CompilerVersion::parse(result.out);
		if (!result.ok() || !version)
			return add("pahole", Verdict::Wrong, "pahole does not run",
				   "apt-get install --reinstall pahole");
		if (*version < oldest_pahole)
			return add("pahole", Verdict::Wrong,
				   fmt::format("pahole {}.{} cannot leave C++ out of BTF: kxx needs "
					       "{}.{} or newer",
					       version->major, version->minor, oldest_pahole.major,
					       oldest_pahole.minor),
				   "apt-get install pahole");
		add("pahole", Verdict::Fine, fmt::format("pahole {}.{}", version->major, version->minor));
	}

	void bindgen()
	{
		fs::path path = subject_.programs / "kxx-bindgen";

		if (!executable(path))
			return add("kxx-bindgen", Verdict::Wrong, fmt::format("'{}' is missing", path.string()),
				   "make in the kxx checkout, with libclang-19-dev installed");
		RunResult result = run({ path.string(), "--help" });
		if (result.err.find("libclang") != std::string::npos &&
		    result.err.find("shared librar") != std::string::npos)
			return add("kxx-bindgen", Verdict::Wrong, "kxx-bindgen does not find libclang-cpp",
				   "apt-get install libclang-cpp19");
		if (!result.ok())
			return add("kxx-bindgen", Verdict::Wrong, fmt::format("'{}' does not run", path.string()),
				   "make in the kxx checkout, or install kxx again");
		add("kxx-bindgen", Verdict::Fine, path.string());
	}

	void cache()
	{
		constexpr std::uint64_t mebibyte = 1 << 20;
		const fs::path &cache = subject_.cache;

		try {
			make_directory(cache);
			write_file(Temporary(cache / fmt::format(".probe.{}", getpid())).path(), "x");
		} catch (const FileError &error) {
			return add("cache", Verdict::Wrong, error.what(),
				   "export KXX_CACHE=DIR with a directory of yours");
		}
		std::uint64_t free = subject_.free_space(cache);
		if (free < 200 * mebibyte)
			return add(
				"disk space", Verdict::Wrong,
				fmt::format("{} MiB free in '{}': bindings need 200", free / mebibyte, cache.string()),
				"free some space, or export KXX_CACHE=DIR on another disk");
		add("cache", Verdict::Fine, cache.string());
		if (free < 6000 * mebibyte)
			add("disk space", Verdict::Warning,
			    fmt::format("{} MiB free in '{}': enough for bindings, not for building the "
					"debug kernel (6 GiB)",
					free / mebibyte, cache.string()),
			    "free some space, or export KXX_CACHE=DIR on another disk");
		else
			add("disk space", Verdict::Fine, fmt::format("{} GiB free", free / (1024 * mebibyte)));
	}

	void optional(const std::string &name, const std::vector<std::string> &programs, const std::string &purpose,
		      const std::string &remedy)
	{
		for (const std::string &program : programs)
			if (auto path = find_program(program))
				return add(name, Verdict::Fine, path->string());
		add(name, Verdict::Missing, fmt::format("no {} in PATH: {}", programs.front(), purpose), remedy);
	}

	void qemu()
	{
		optional("qemu", { "qemu-system-x86_64" }, "kxx run and kxx test need it",
			 "apt-get install qemu-system-x86");
	}

	void busybox()
	{
		optional("busybox", { "busybox" }, "kxx run and kxx test need it", "apt-get install busybox-static");
	}

	void editor()
	{
		const std::string install = fmt::format("apt-get install clangd-{}", oldest_clangd);
		std::optional<std::string> old;

		for (const char *program : { "clangd", "clangd-22", "clangd-21", "clangd-20", "clangd-19" }) {
			auto path = find_program(program);
			if (!path)
				continue;
			auto version = clangd_version(*path);
			if (version && *version < oldest_clangd) {
				old = fmt::format("{} is version {}, and shows errors where g++ sees none: kxx "
						  "needs {} or newer",
						  path->string(), *version, oldest_clangd);
				continue;
			}
			if (!old)
				return add("clangd", Verdict::Fine, path->string());
			return add("clangd", Verdict::Warning, *old,
				   fmt::format("let the editor start {}", path->string()));
		}
		if (old)
			return add("clangd", Verdict::Warning, *old,
				   fmt::format("{0}, and let the editor start clangd-{1}", install, oldest_clangd));
		add("clangd", Verdict::Missing, "no clangd in PATH: editors understand modules with it", install);
	}

	/// The major version, or nothing if the program does not print one.
	static std::optional<int> clangd_version(const fs::path &program)
	{
		static const std::string word = "clangd version ";
		RunResult result = run({ program.string(), "--version" });
		const std::size_t at = result.out.find(word);

		if (at == std::string::npos)
			return std::nullopt;
		return std::atoi(result.out.c_str() + at + word.size());
	}

	void checker()
	{
		const std::string name = "kxx check";
		const fs::path path = subject_.programs / "kxx-check-analyze";

		if (!executable(path))
			return add(name, Verdict::Missing, fmt::format("'{}' is missing", path.string()),
				   "make in the kxx checkout, with libclang-22-dev and llvm-22-dev installed");
		// Without a job, it only complains.
		const RunResult result = run({ path.string() });
		if (result.status == 127)
			return add(name, Verdict::Missing, "kxx-check-analyze does not find the libraries of clang 22",
				   "apt-get install clang-22");
		add(name, Verdict::Fine, path.string());
	}

	const Subject &subject_;
	std::optional<KernelBuild> kernel_;
	std::vector<Check> checks_;
};

} // namespace

std::vector<Check> examine(const Subject &subject)
{
	return Examination(subject).run_all();
}

bool usable(const std::vector<Check> &checks)
{
	return std::ranges::none_of(checks, [](const Check &check) { return check.verdict == Verdict::Wrong; });
}

const char *verdict_name(Check::Verdict verdict)
{
	switch (verdict) {
	case Verdict::Fine:
		return "ok";
	case Verdict::Missing:
		return "missing";
	case Verdict::Warning:
		return "warning";
	case Verdict::Wrong:
		return "error";
	case Verdict::Skipped:
		return "skipped";
	}
	return "?";
}

} // namespace kxx::doctor
