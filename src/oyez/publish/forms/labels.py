"""What the secrets and settings of each platform are called on a form."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SECRETS = {
    "token": _("Access token"),
    "refresh_token": _("Refresh token"),
    "client_id": _("Client number of the app"),
    "client_secret": _("Client secret of the app"),
    "consumer_secret": _("Consumer secret, for the signatures of webhooks"),
    "app_secret": _("App secret, for signatures"),
    "verify_token": _("Word with which the platform checks the webhook"),
    "webhook_secret": _("Secret with which webhooks are signed"),
    "vapid_private": _("Private key for push messages (VAPID)"),
    "identifier": _("Account name"),
    "app_password": _("App password"),
    "relay": _("Mail relay, such as smtp://mail.example:587"),
    "user": _("User name at the relay"),
    "password": _("Password at the relay"),
    "sender": _("Sender address"),
}
# Without them the channel can send, but not renew itself or check what comes in.
MAY_BE_EMPTY = frozenset(
    {
        "user",
        "password",
        "refresh_token",
        "client_id",
        "client_secret",
        "consumer_secret",
        "app_secret",
        "verify_token",
        "webhook_secret",
    }
)
OPTIONS = {
    "organization": _("Number of the organisation"),
    "version": _("Version of the interface, such as 202610"),
    "recipients": _("Recipients, separated by commas"),
    "sender": _("Sender name"),
    "send_path": _("Path for sending"),
    "account_path": _("Path for asking about the account"),
    "field_text": _("Field with the text"),
    "field_to": _("Field with the recipients"),
    "field_from": _("Field with the sender"),
    "field_reference": _("Field with our reference"),
    "field_id": _("Field of the answer with its number"),
    "field_refused": _("Field of the answer with refused recipients"),
    "field_status": _("Field of a report with the state"),
    "field_time": _("Field of a report with the time"),
    "reports": _("The gateway reports with our reference (yes or no)"),
    "webhook_header": _("Header with the signature of a report"),
    "subscriptions": _("Subscriptions, as JSON"),
    "subject": _("Address for the push services, such as mailto:press@police.example"),
    "phone_number_id": _("Number of the sender’s telephone entry"),
    "waba_id": _("Number of the business account"),
    "template": _("Name of the approved template"),
    "template_language": _("Language of the template"),
    "template_fields": _("Fields of the template, in order"),
    "user_id": _("Number of the account"),
    "session": _("Name of the session at the gateway"),
    "username": _("User name"),
    "chat": _("Number of the chat, where there is no user name"),
    "web": _("Address of the public pages"),
    "room": _("Number of the room; it begins with an exclamation mark"),
    "page_id": _("Number of the page"),
    "delete_granted": _("The right to delete was granted (yes or no)"),
    "prepare_seconds": _("Seconds until what is prepared can be published"),
    "free_of_charge": _("The platform charges nothing (yes or no)"),
    "poll_minutes": _("Minutes between two readings of the replies while a notice is new"),
    "deep_link": _("Address that opens the channel on a phone"),
}
LONG = frozenset({"recipients", "subscriptions"})
