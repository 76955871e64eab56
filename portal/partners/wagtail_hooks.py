from wagtail import hooks

from portal.partners.viewsets import MembershipViewSet, PartnerViewSet


@hooks.register("register_admin_viewset")
def register_partners():
    return [PartnerViewSet("partners"), MembershipViewSet()]
