/* SPDX-License-Identifier: GPL-2.0 */
/* Names that mean something else in C++. */

typedef _Bool bool;
typedef unsigned short wchar_t;
enum { false, true };

struct class {
	int new;
	struct class *this;
	char private, public;
	int (*operator)(struct class *class, int delete);
};

int template(struct class *class, int namespace, wchar_t letter);
bool is_friend(bool friend);

/* A tag that is a function, a variable, an enumerator and another typedef. */
struct stat {
	int size;
};
int stat(const char *path, struct stat *buffer);
struct device_node {
	int id;
};
extern struct device_node *device_node;
struct both {
	int a;
};
typedef struct both both;
struct clash {
	int a;
};
typedef unsigned long clash;
clash use_clash(struct clash *pointer, clash number);

typedef unsigned int u32;
struct hides {
	u32 u32;
	u32 other;
};

typedef struct {
	int counter;
} atomic_t;
int atomic_read(const atomic_t *v);

enum forward;
void takes_forward(enum forward *pointer);
enum later { LATER_A = 3, LATER_B };
enum later gives_later(void);
enum never;
typedef void (*forward_callback)(enum never *never);

struct declared_only;
struct declared_only *get_declared(void);
void by_value(struct both value);
extern struct declared_only incomplete_variable;
extern int array_variable[];
extern const void somewhere;
