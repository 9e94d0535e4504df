/* SPDX-License-Identifier: GPL-2.0 */
/* Enumerators are int in C; a fixed underlying type would change what < and ~ mean. */

enum plain { PLAIN_A, PLAIN_B = 5 };
enum negative { NEGATIVE_A = -1, NEGATIVE_B = 2147483647 };
enum smallest { SMALLEST = -2147483647 - 1 };
enum top_bit { TOP_BIT = 0x80000000u };
enum wide { WIDE = 0x100000000ull, WIDE_B = 1 };
enum small { SMALL_A, SMALL_B = 200 } __attribute__((packed));
typedef enum { TYPEDEF_A = 7 } typedef_enum;

struct holds {
	enum { INSIDE_A, INSIDE_B } state;
	enum plain plain;
	enum small small;
	typedef_enum number;
	enum plain narrow : 4;
};

enum { ANONYMOUS = 42 };
