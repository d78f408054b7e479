import django.db.models.deletion
import reencuentro.casework.clockwork
import reencuentro.vault.fields
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0004_created_as_told'),
        ('network', '0004_next_in_line'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyVersion',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=40, unique=True)),
                ('weights', models.JSONField()),
                ('because', reencuentro.vault.fields.SealedTextField()),
                ('at', models.DateTimeField()),
                ('box', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.box', verbose_name='box')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-version'],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(db_index=True, max_length=20)),
                ('client_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('inputs', reencuentro.vault.fields.SealedJSONField(blank=True, default=dict)),
                ('inputs_hash', models.CharField(blank=True, max_length=64)),
                ('output_hash', models.CharField(blank=True, max_length=64)),
                ('policy_version', models.CharField(blank=True, max_length=40)),
                ('seed', models.PositiveBigIntegerField(default=0)),
                ('requests', models.PositiveIntegerField(default=0)),
                ('defenders', models.PositiveIntegerField(default=0)),
                ('proposed', models.PositiveIntegerField(default=0)),
                ('box', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.box', verbose_name='box')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at'],
            },
        ),
        migrations.CreateModel(
            name='ProposalLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=reencuentro.casework.clockwork.now, editable=False)),
                ('state', models.CharField(db_index=True, max_length=20)),
                ('place', models.PositiveIntegerField()),
                ('alarm', models.CharField(blank=True, max_length=30)),
                ('near_tie', models.BooleanField(default=False)),
                ('inputs', reencuentro.vault.fields.SealedJSONField(default=dict)),
                ('suggestion', reencuentro.vault.fields.SealedJSONField(default=dict)),
                ('looked_at', models.DateTimeField(blank=True, null=True)),
                ('at', models.DateTimeField(blank=True, null=True)),
                ('asked', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('box', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.box', verbose_name='box')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='casework.case')),
                ('defender', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='network.proposal')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposal_lines', to='casework.request')),
            ],
            options={
                'ordering': ['proposal', 'place'],
                'indexes': [models.Index(fields=['proposal', 'state', 'place'], name='line_by_place'), models.Index(fields=['state', 'at'], name='line_by_decision')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'set_aside'])), fields=('request',), name='one_open_line_a_request')],
            },
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('state', models.CharField(db_index=True, max_length=20)),
                ('client_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weights', models.JSONField()),
                ('base', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('done', models.PositiveSmallIntegerField(default=0)),
                ('of', models.PositiveSmallIntegerField(default=0)),
                ('today', models.JSONField(blank=True, default=dict)),
                ('weeks', models.JSONField(blank=True, default=dict)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['state', 'at'], name='trial_by_state')],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=reencuentro.casework.clockwork.now, editable=False)),
                ('client_id', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('kind', models.CharField(choices=[('pin', 'Pin'), ('ban', 'Ban')], max_length=3)),
                ('because', reencuentro.vault.fields.SealedTextField(blank=True)),
                ('at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('box', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.box', verbose_name='box')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='casework.case')),
                ('defender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wishes', to='casework.request')),
            ],
            options={
                'ordering': ['at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('request', 'defender', 'kind'), name='one_living_wish_of_a_kind')],
            },
        ),
    ]
