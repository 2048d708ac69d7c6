"""Deeds, notes, saved answers, how an inbox is kept, samples and labels."""

import django.db.models.deletion
import oyez.listen.models.unit_inbox
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('govern', '0007_budgets'),
        ('listen', '0003_scores'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChannelInbox',
            fields=[
                ('channel', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='govern.channel')),
                ('staffed', models.BooleanField(default=True)),
                ('automatic', models.BooleanField(default=False)),
                ('public_too', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='UnitInbox',
            fields=[
                ('unit', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='govern.unit')),
                ('urgent_minutes', models.PositiveIntegerField(default=oyez.listen.models.unit_inbox.urgent_minutes)),
                ('other_minutes', models.PositiveIntegerField(default=oyez.listen.models.unit_inbox.other_minutes)),
                ('hours', models.JSONField(blank=True, default=dict)),
                ('emergency', models.CharField(blank=True, max_length=120)),
                ('non_emergency', models.CharField(blank=True, max_length=120)),
                ('online', models.CharField(blank=True, max_length=300)),
                ('chat', models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='listen.inboxitem')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('method', models.CharField(max_length=10)),
                ('wanted', models.PositiveIntegerField()),
                ('seed', models.PositiveBigIntegerField()),
                ('frame', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('drawn_at', models.DateTimeField()),
                ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='govern.channel')),
                ('drawn_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='SampleItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('group', models.PositiveBigIntegerField(default=0)),
                ('chance', models.FloatField()),
                ('twice', models.BooleanField(default=False)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='listen.inboxitem')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='listen.sample')),
            ],
            options={
                'ordering': ('sample', 'position'),
            },
        ),
        migrations.CreateModel(
            name='Label',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.PositiveSmallIntegerField(choices=[(1, 'FIRST'), (2, 'SECOND'), (3, 'THIRD')])),
                ('label', models.CharField(max_length=12)),
                ('abusive', models.BooleanField(default=False)),
                ('warning', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sample_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='labels', to='listen.sampleitem')),
            ],
            options={
                'ordering': ('sample_item', 'turn'),
            },
        ),
        migrations.CreateModel(
            name='SavedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('text', models.TextField()),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='govern.unit')),
            ],
            options={
                'ordering': ('name', 'pk'),
            },
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('text', models.TextField(blank=True)),
                ('breach', models.CharField(blank=True, max_length=15)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('automatic', models.BooleanField(default=False)),
                ('once', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('form_key', models.CharField(blank=True, max_length=64, null=True, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('agreed_at', models.DateTimeField(blank=True, null=True)),
                ('state', models.CharField(max_length=10)),
                ('repeatable', models.BooleanField(default=False)),
                ('doubt', models.BooleanField(default=False)),
                ('attempt', models.PositiveIntegerField(default=0)),
                ('first_sent_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('due_at', models.DateTimeField(blank=True, null=True)),
                ('code', models.CharField(blank=True, max_length=80)),
                ('told', models.JSONField(blank=True, null=True)),
                ('remote_id', models.CharField(blank=True, max_length=400)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('agreed_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deeds', to='listen.inboxitem')),
                ('settled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('saved', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='listen.savedanswer')),
            ],
            options={
                'ordering': ('pk',),
            },
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['random', 'two_stage'])), name='sample_method'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('sample', 'item'), name='sample_item_once'),
        ),
        migrations.AddConstraint(
            model_name='sampleitem',
            constraint=models.UniqueConstraint(fields=('sample', 'position'), name='sample_item_position'),
        ),
        migrations.AddConstraint(
            model_name='label',
            constraint=models.UniqueConstraint(fields=('sample_item', 'turn'), name='label_turn_once'),
        ),
        migrations.AddConstraint(
            model_name='label',
            constraint=models.UniqueConstraint(fields=('sample_item', 'by'), name='label_person_once'),
        ),
        migrations.AddConstraint(
            model_name='label',
            constraint=models.CheckConstraint(condition=models.Q(('label__in', ['report', 'question', 'thanks', 'abuse', 'spam', 'other', 'urgent', 'cannot_tell'])), name='label_word'),
        ),
        migrations.AddIndex(
            model_name='deed',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='deed_due'),
        ),
        migrations.AddIndex(
            model_name='deed',
            index=models.Index(condition=models.Q(('remote_id', ''), _negated=True), fields=['remote_id'], name='deed_name'),
        ),
        migrations.AddIndex(
            model_name='deed',
            index=models.Index(condition=models.Q(('state__in', ['asked', 'by_hand'])), fields=['state'], name='deed_waiting'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['reply', 'hide', 'unhide', 'delete', 'block'])), name='deed_kind'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'wanted', 'sending', 'unknown', 'done', 'by_hand', 'refused', 'left'])), name='deed_state'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('breach__in', ['', 'insult', 'illegal', 'spam', 'personal_data', 'danger'])), name='deed_breach'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'reply'), _negated=True), models.Q(('text', ''), _negated=True), _connector='OR'), name='deed_answer_says_something'),
        ),
    ]
