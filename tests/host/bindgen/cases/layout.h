/* SPDX-License-Identifier: GPL-2.0 */
/* Layouts that differ in C++ if it compiles the same declarations. */

struct bits {
	unsigned int a : 3;
	unsigned int b : 5;
	int c : 4;
	unsigned long long wide : 40;
	unsigned int : 0;
	unsigned char last : 1;
	_Bool flag : 1;
};

struct packed_one {
	char a;
	int b;
	char c;
} __attribute__((packed));

struct packed_member {
	char a;
	int b __attribute__((packed));
};

struct over_aligned {
	int a;
} __attribute__((aligned(64)));

struct aligned_member {
	char a;
	int b __attribute__((aligned(16)));
	char c;
};

typedef int aligned_int __attribute__((aligned(32)));
struct has_aligned_int {
	char a;
	aligned_int b;
};

typedef struct {
	int a;
} __attribute__((aligned(16))) aligned_typedef;

#pragma pack(push, 1)
struct pragma_packed {
	char a;
	int b;
	struct inner_of_pragma {
		char x;
		long y;
	} c;
};
#pragma pack(pop)

#pragma pack(push, 2)
struct pragma_two {
	char a;
	int b;
};
#pragma pack(pop)

struct empty {};

struct has_empty {
	int a;
	struct empty nothing;
	int b;
};

struct array_of_empty {
	struct empty nothing[4];
	char a;
};

struct anonymous {
	int kind;
	union {
		struct {
			int x, y;
		};
		long both;
		struct named_inside {
			short s;
		} named;
	};
	struct {
		char tag;
		union {
			int i;
			float f;
		} value;
	} pair[2];
	struct {
		int left;
	} one, two;
};

struct flexible {
	int count;
	int items[];
};

struct flexible_middle {
	struct flexible head;
	int after[4];
};

struct zero_length {
	int a;
	char none[0];
	int b;
	char rest[0];
};

union flexible_union {
	int number;
	struct {
		struct {} __empty;
		char bytes[];
	};
};

struct only_flexible {
	struct {} __empty;
	int items[];
};

struct with_const {
	const int id;
	volatile unsigned char state;
	unsigned int dirty : 1;
};

union plain_union {
	int i;
	char bytes[16];
};

struct by_value {
	struct bits bits;
	union plain_union u;
	struct over_aligned over;
};

struct same_name_inside {
	union {
		int same_name_inside;
		char *pointer;
	};
};
