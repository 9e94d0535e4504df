// SPDX-License-Identifier: GPL-2.0
/*
 * The C twin of samples/rcu_table: the same files, texts and threads.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/configfs.h>
#include <linux/delay.h>
#include <linux/hashtable.h>
#include <linux/kstrtox.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#define MOST 256
#define MOST_READERS 16

struct row {
	u32 key;
	u64 value;
	u64 check;
	struct hlist_node link;
	struct rcu_head rcu;
};

struct entry {
	struct config_item item;
	u32 key;
};

static unsigned int readers = 1;
module_param(readers, uint, 0444);
MODULE_PARM_DESC(readers, "How many threads search, up to 16");

static DEFINE_HASHTABLE(rows, 6);
static DEFINE_MUTEX(lock);
static u32 count;
static atomic64_t lookups, hits, torn;
static u32 asked;
static struct task_struct *threads[MOST_READERS];

static struct row *search_row(u32 key)
{
	struct row *row;

	hash_for_each_possible(rows, row, link, key)
		if (row->key == key)
			return row;
	return NULL;
}

static int insert(u32 key)
{
	struct row *row = kmalloc(sizeof(*row), GFP_KERNEL);
	int err = 0;

	if (!row)
		return -ENOMEM;
	row->key = key;
	row->value = 0;
	row->check = ~0ull;
	mutex_lock(&lock);
	if (count == MOST) {
		err = -ENOSPC;
	} else if (search_row(key)) {
		err = -EEXIST;
	} else {
		hash_add_rcu(rows, &row->link, key);
		count++;
	}
	mutex_unlock(&lock);
	if (err)
		kfree(row);
	return err;
}

static int set(u32 key, u64 value)
{
	struct row *row = kmalloc(sizeof(*row), GFP_KERNEL), *old;

	if (!row)
		return -ENOMEM;
	row->key = key;
	row->value = value;
	row->check = ~value;
	mutex_lock(&lock);
	old = search_row(key);
	if (old)
		hlist_replace_rcu(&old->link, &row->link);
	mutex_unlock(&lock);
	if (!old) {
		kfree(row);
		return -ENOENT;
	}
	kfree_rcu(old, rcu);
	return 0;
}

static void remove(u32 key)
{
	struct row *old;

	mutex_lock(&lock);
	old = search_row(key);
	if (old) {
		hash_del_rcu(&old->link);
		count--;
	}
	mutex_unlock(&lock);
	if (old)
		kfree_rcu(old, rcu);
}

static int find(u32 key, u64 *value)
{
	struct row *row;

	rcu_read_lock();
	atomic64_inc(&lookups);
	hash_for_each_possible_rcu(rows, row, link, key) {
		if (row->key != key)
			continue;
		atomic64_inc(&hits);
		if (row->check != ~row->value)
			atomic64_inc(&torn);
		*value = row->value;
		rcu_read_unlock();
		return 0;
	}
	rcu_read_unlock();
	return -ENOENT;
}

static int search(void *unused)
{
	u64 value;
	u32 key;

	while (!kthread_should_stop()) {
		for (key = 0; key < 64; key++)
			find(key, &value);
		usleep_range(1000, 1250);
	}
	return 0;
}

static struct entry *to_entry(struct config_item *item)
{
	return container_of(item, struct entry, item);
}

static ssize_t entry_value_show(struct config_item *item, char *page)
{
	u64 value;
	int err;

	err = find(to_entry(item)->key, &value);
	if (err)
		return err;
	return sysfs_emit(page, "%llu\n", value);
}

static ssize_t entry_value_store(struct config_item *item, const char *page, size_t size)
{
	u64 value;
	int err;

	err = kstrtoull(page, 0, &value);
	if (err)
		return err;
	err = set(to_entry(item)->key, value);
	return err ? err : size;
}
CONFIGFS_ATTR(entry_, value);

static struct configfs_attribute *entry_attrs[] = {
	&entry_attr_value,
	NULL,
};

static void entry_release(struct config_item *item)
{
	struct entry *entry = to_entry(item);

	remove(entry->key);
	kfree(entry);
}

static struct configfs_item_operations entry_operations = {
	.release = entry_release,
};

static const struct config_item_type entry_type = {
	.ct_owner = THIS_MODULE,
	.ct_item_ops = &entry_operations,
	.ct_attrs = entry_attrs,
};

static struct config_item *make_item(struct config_group *group, const char *name)
{
	struct entry *entry;
	u32 key;
	int err;

	err = kstrtou32(name, 0, &key);
	if (err)
		return ERR_PTR(err);
	entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	if (!entry)
		return ERR_PTR(-ENOMEM);
	err = insert(key);
	if (err) {
		kfree(entry);
		return ERR_PTR(err);
	}
	entry->key = key;
	config_item_init_type_name(&entry->item, name, &entry_type);
	return &entry->item;
}

static struct configfs_group_operations group_operations = {
	.make_item = make_item,
};

static ssize_t rcu_table_entries_show(struct config_item *item, char *page)
{
	u32 entries;

	mutex_lock(&lock);
	entries = count;
	mutex_unlock(&lock);
	return sysfs_emit(page, "%u\n", entries);
}
CONFIGFS_ATTR_RO(rcu_table_, entries);

static ssize_t rcu_table_lookups_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%llu\n", (u64)atomic64_read(&lookups));
}
CONFIGFS_ATTR_RO(rcu_table_, lookups);

static ssize_t rcu_table_hits_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%llu\n", (u64)atomic64_read(&hits));
}
CONFIGFS_ATTR_RO(rcu_table_, hits);

static ssize_t rcu_table_torn_show(struct config_item *item, char *page)
{
	return sysfs_emit(page, "%llu\n", (u64)atomic64_read(&torn));
}
CONFIGFS_ATTR_RO(rcu_table_, torn);

static ssize_t rcu_table_find_show(struct config_item *item, char *page)
{
	u32 key = READ_ONCE(asked);
	u64 value;

	if (find(key, &value))
		return sysfs_emit(page, "%u none\n", key);
	return sysfs_emit(page, "%u %llu\n", key, value);
}

static ssize_t rcu_table_find_store(struct config_item *item, const char *page, size_t size)
{
	u32 key;
	int err;

	err = kstrtou32(page, 0, &key);
	if (err)
		return err;
	WRITE_ONCE(asked, key);
	return size;
}
CONFIGFS_ATTR(rcu_table_, find);

static struct configfs_attribute *rcu_table_attrs[] = {
	&rcu_table_attr_entries,
	&rcu_table_attr_lookups,
	&rcu_table_attr_hits,
	&rcu_table_attr_torn,
	&rcu_table_attr_find,
	NULL,
};

static const struct config_item_type rcu_table_type = {
	.ct_owner = THIS_MODULE,
	.ct_group_ops = &group_operations,
	.ct_attrs = rcu_table_attrs,
};

static struct configfs_subsystem subsystem = {
	.su_group = {
		.cg_item = {
			.ci_namebuf = "rcu_table",
			.ci_type = &rcu_table_type,
		},
	},
};

static void stop_readers(void)
{
	unsigned int i;

	for (i = 0; i < MOST_READERS; i++)
		if (threads[i])
			kthread_stop(threads[i]);
}

static int __init rcu_table_init(void)
{
	unsigned int i;
	int err;

	if (readers > MOST_READERS) {
		pr_err("readers %u refused: must be at most 16\n", readers);
		return -ERANGE;
	}
	for (i = 0; i < readers; i++) {
		struct task_struct *thread = kthread_run(search, NULL, "rcu_table/%u", i);

		if (IS_ERR(thread)) {
			err = PTR_ERR(thread);
			goto stop;
		}
		threads[i] = thread;
	}
	config_group_init(&subsystem.su_group);
	mutex_init(&subsystem.su_mutex);
	err = configfs_register_subsystem(&subsystem);
	if (err)
		goto stop;
	return 0;
stop:
	stop_readers();
	return err;
}

static void __exit rcu_table_exit(void)
{
	configfs_unregister_subsystem(&subsystem);
	stop_readers();
}

module_init(rcu_table_init);
module_exit(rcu_table_exit);
MODULE_LICENSE("GPL");
MODULE_AUTHOR("The kxx authors");
MODULE_DESCRIPTION("A hash table under RCU, filled through configfs, in C");
