// SPDX-License-Identifier: GPL-2.0
#include "test/example_block.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "common/failure.hpp"
#include "common/files.hpp"
#include "test/item_name.hpp"

namespace kxx::test {
namespace {
namespace fs = std::filesystem;
using Kind = ExampleBlock::Kind;

constexpr std::string_view blanks = " \t";

bool is_blank(std::string_view text)
{
	return text.find_first_not_of(blanks) == text.npos;
}

struct Comment {
	std::string_view text;
	/// `//!` describes the file, `///` the code after it.
	bool of_file;
};

/// A line that is a comment of documentation.
std::optional<Comment> comment_of(std::string_view line)
{
	line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
	if (!line.starts_with("///") && !line.starts_with("//!"))
		return std::nullopt;
	return Comment{ line.substr(3), line[2] == '!' };
}

/// The kind of block that a comment's line announces.
std::optional<Kind> announced(std::string_view comment)
{
	const std::string_view text = comment.substr(0, comment.find_last_not_of(blanks) + 1);

	if (text == " Example:")
		return Kind::Body;
	if (text == " Example (a whole module):")
		return Kind::Module;
	return std::nullopt;
}

/// The kind of a block that is not a module.
Kind kind_of(const std::vector<std::string> &lines)
{
	bool scope = false, global = false;

	for (std::string_view line : lines) {
		scope |= line.starts_with("Result<> example(kunit::Test &");
		global |= line.find("struct kernel::") != line.npos || line.find("class kernel::") != line.npos ||
			  line.starts_with("namespace kernel") || line.starts_with("template <>") ||
			  line.starts_with("template<>") || line.starts_with("KUNIT_SUITE");
	}
	return !scope ? Kind::Body : global ? Kind::Global : Kind::Scope;
}

/// Reads a header line by line.
class Reader {
public:
	explicit Reader(const std::string &header) : header_(header) {}

	void feed(std::string_view line)
	{
		const std::optional<Comment> comment = comment_of(line);

		number_++;
		if (!comment) {
			end_block();
			declare(line);
			return;
		}
		if (!declaration_.empty())
			name_blocks();
		const std::string_view text = comment->text;
		if (const std::optional<Kind> kind = announced(text)) {
			end_block();
			blocks_.push_back({ .kind = *kind, .header = header_, .first = number_ + 1 });
			in_block_ = true;
			if (comment->of_file)
				name_blocks();
		} else if (in_block_ && (text.starts_with("    ") || is_blank(text))) {
			blocks_.back().lines.emplace_back(text.substr(text.starts_with("     ") ? 5 : 0));
		} else {
			end_block();
		}
	}

	std::vector<ExampleBlock> finish()
	{
		end_block();
		name_blocks();
		return std::move(blocks_);
	}

private:
	void end_block()
	{
		if (!in_block_)
			return;
		in_block_ = false;
		ExampleBlock &block = blocks_.back();
		while (!block.lines.empty() && block.lines.back().empty())
			block.lines.pop_back();
		if (block.lines.empty())
			throw Failure(Fault::Work,
				      fmt::format("{}:{}: the example has no lines", header_, block.first - 1),
				      "indent its code by four spaces within the comment");
		block.last = block.first + block.lines.size() - 1;
		if (block.kind == Kind::Body)
			block.kind = kind_of(block.lines);
	}

	/// Takes a line of the declaration that the last comment describes.
	void declare(std::string_view line)
	{
		if (named_ == blocks_.size() || is_blank(line) ||
		    (line.starts_with('#') && !line.starts_with("#define")))
			return;
		declaration_.append(line) += '\n';
		if (line.find_first_of(";{") != line.npos)
			name_blocks();
	}

	void name_blocks()
	{
		std::string item = item_name(std::move(declaration_));

		if (item.empty())
			item = fs::path(header_).stem();
		for (; named_ < blocks_.size(); named_++)
			blocks_[named_].item = item;
		declaration_.clear();
	}

	std::string header_;
	unsigned number_ = 0;
	std::vector<ExampleBlock> blocks_;
	bool in_block_ = false;
	/// The number of blocks that have their item's name; the others wait for `declaration_`.
	std::size_t named_ = 0;
	std::string declaration_;
};

} // namespace

std::string ExampleBlock::place() const
{
	return fmt::format("{}:{}", header, first);
}

std::string ExampleBlock::text() const
{
	return fmt::format("{}\n", fmt::join(lines, "\n"));
}

std::vector<ExampleBlock> parse_examples(std::string_view text, const std::string &header)
{
	Reader reader(header);

	while (!text.empty()) {
		const std::size_t end = std::min(text.find('\n'), text.size());
		std::string_view line = text.substr(0, end);

		if (line.ends_with('\r'))
			line.remove_suffix(1);
		reader.feed(line);
		text.remove_prefix(std::min(end + 1, text.size()));
	}
	return reader.finish();
}

std::vector<ExampleBlock> read_examples(const fs::path &root, const std::vector<std::string> &headers)
{
	std::vector<ExampleBlock> blocks;

	for (const std::string &header : headers)
		for (ExampleBlock &block : parse_examples(read_file(root / header), header))
			blocks.push_back(std::move(block));
	return blocks;
}

} // namespace kxx::test
