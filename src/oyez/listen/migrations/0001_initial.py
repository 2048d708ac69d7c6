"""Webhooks, polling, events and inbox items."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('govern', '0004_channel_health'),
        ('publish', '0008_by_hand'),
    ]

    operations = [
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='govern.channel')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('shaken_at', models.DateTimeField(blank=True, null=True)),
                ('called_at', models.DateTimeField(blank=True, null=True)),
                ('gap', models.FloatField(blank=True, null=True)),
                ('calls', models.PositiveIntegerField(default=0)),
                ('repeats', models.PositiveIntegerField(default=0)),
                ('unread', models.PositiveIntegerField(default=0)),
                ('refused', models.PositiveIntegerField(default=0)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('missed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Polling',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='govern.channel')),
                ('cursor', models.TextField(blank=True)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('found_at', models.DateTimeField(blank=True, null=True)),
                ('found', models.PositiveIntegerField(default=0)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('failure', models.CharField(blank=True, max_length=20)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('failed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['due_at'], name='polling_due')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('webhook', 'Webhook'), ('poll', 'Poll')], max_length=10)),
                ('received_at', models.DateTimeField()),
                ('digest', models.CharField(max_length=64)),
                ('raw', models.BinaryField()),
                ('items', models.PositiveIntegerField(default=0)),
                ('unread', models.BooleanField(default=False)),
                ('repeats', models.PositiveIntegerField(default=0)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='govern.channel')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['received_at'], name='event_age')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'digest'), name='event_once'), models.CheckConstraint(condition=models.Q(('how__in', ['webhook', 'poll'])), name='event_how')],
            },
        ),
        migrations.CreateModel(
            name='InboxItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('platform_id', models.CharField(max_length=400)),
                ('kind', models.CharField(max_length=10)),
                ('author', models.CharField(blank=True, max_length=200)),
                ('text', models.TextField(blank=True)),
                ('cut', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('about', models.CharField(blank=True, max_length=400)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('first_seen', models.DateTimeField()),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('deleted_at', models.DateTimeField(blank=True, null=True)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='govern.channel')),
                ('delivery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='publish.delivery')),
            ],
            options={
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['channel', '-id'], name='inbox_item_newest'), models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='inbox_item_due'), models.Index(condition=models.Q(('deleted_at__isnull', False)), fields=['deleted_at'], name='inbox_item_deleted'), models.Index(fields=['kind', 'first_seen'], name='inbox_item_age'), models.Index(condition=models.Q(('delivery__isnull', False)), fields=['delivery', 'kind'], name='inbox_item_about')],
                'constraints': [models.UniqueConstraint(fields=('channel', 'platform_id'), name='inbox_item_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'mention', 'quote', 'message', 'reaction', 'report', 'deleted', 'unknown'])), name='inbox_item_kind')],
            },
        ),
    ]
