<?php
/**
 * What shows in a shop: where somebody comes back to, and what goes on after the plugin was switched off and on.
 *
 * @package Lasting
 */

require_once dirname( __DIR__ ) . '/includes/shown.php';

final class StorefrontTest extends Lasting_Test_Case {
	public function test_who_signed_in_comes_back_to_the_page_they_were_on_also_in_a_shop_in_a_folder() {
		$storefront = new Lasting_Storefront();
		$this->assertSame( '/shop/product/tea/?a=1', $storefront->back( 'https://tea.example/shop/my-account/?return_to=%2Fshop%2Fproduct%2Ftea%2F%3Fa%3D1' ) );
		$this->assertSame( 'https://tea.example/shop/my-account/', $storefront->back( 'https://tea.example/shop/my-account/' ) );
	}

	/**
	 * @dataProvider elsewhere
	 */
	public function test_nobody_is_led_elsewhere_by_it( $where ) {
		$to = 'https://tea.example/shop/my-account/?return_to=' . rawurlencode( $where );
		$this->assertSame( $to, ( new Lasting_Storefront() )->back( $to ) );
	}

	public static function elsewhere() {
		return array(
			array( '' ),
			array( 'https://evil.example/' ),
			array( '//evil.example/' ),
			array( '/\\evil.example/' ),
			array( '\\\\evil.example' ),
			array( "/\tevil" ),
			array( "/a\r\nSet-Cookie: a=b" ),
			array( '/a\\..\\b' ),
			array( 'javascript:alert(1)' ),
			array( 'shop/' ),
		);
	}

	public function test_how_the_shop_looks_is_asked_every_hour_also_after_the_plugin_was_switched_off_and_on() {
		$look = new Lasting_Look();
		$look->listen();
		self::connect();
		Lasting_Look::look_soon();
		Lasting_Fake_Shop::happens( 'lasting_switched_on' );
		$this->assertSame( array( 'lasting_look' ), array_unique( array_column( Lasting_Fake_Shop::$waiting, 'hook' ) ) );
		Lasting_Look::unschedule();
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		Lasting_Fake_Shop::happens( 'lasting_switched_on' );
		Lasting_Fake_Shop::happens( 'lasting_switched_on' );
		$this->assertCount( 1, Lasting_Fake_Shop::$waiting );
	}

	public function test_a_shop_that_is_not_connected_asks_nobody_how_it_looks() {
		$look = new Lasting_Look();
		$look->listen();
		Lasting_Fake_Shop::happens( 'lasting_switched_on' );
		$look->refresh();
		$this->assertSame( array(), Lasting_Fake_Shop::$waiting );
		$this->assertSame( array(), Lasting_Fake_Shop::$sent );
	}

	public function test_while_somebody_is_at_the_screens_the_look_is_asked_once_a_minute_and_no_oftener() {
		self::connect();
		for ( $times = 0; $times < 5; $times++ ) {
			Lasting_Look::look_soon();
		}
		$this->assertCount( 1, Lasting_Fake_Shop::$waiting );
		$this->assertEqualsWithDelta( time() + 60, Lasting_Fake_Shop::$waiting[0]['at'], 5 );
	}
}
